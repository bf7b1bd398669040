using Ecom.Domain;
using Ecom.Pipeline.Feedback;
using Ecom.Serving.Catalogue;
using Ecom.Serving.Experiments;
using Ecom.Serving.Rules;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Recommending;

/// <summary>The list for one visitor: the model on the history and what happened since, popular products for whom nothing is known of.</summary>
internal static class PersonalList
{
    /// <param name="model">What is served.</param>
    /// <param name="userId">The customer, or null.</param>
    /// <param name="recent">What happened since the model, oldest first.</param>
    /// <param name="filter">What the list may show.</param>
    /// <param name="n">Items.</param>
    /// <param name="weights">How strongly each event counts.</param>
    /// <param name="id">The list's id.</param>
    /// <param name="now">Freshness is counted back from here.</param>
    /// <param name="explored">Takes the places filled by a draw, where somebody wants to know.</param>
    public static ItemList Make(
        ServedModel model, string? userId, IReadOnlyList<RecentEvent> recent, ItemFilter filter, int n, EventWeights weights, string id, DateTimeOffset now, ICollection<ExploredPlace>? explored = null) =>
        Make(model, HistoryBuilder.Build(model, userId, recent, weights), filter, n, id, now, explored);

    /// <summary>The same for whom it is known already what they did.</summary>
    public static ItemList Make(ServedModel model, in KnownUser user, ItemFilter filter, int n, string id, DateTimeOffset now, ICollection<ExploredPlace>? explored = null)
    {
        using var allowed = model.Catalogue.Allowed(filter);
        foreach (var item in user.Seen.Span)
            if (!model.Rules.IsRepeated(item)) allowed.Forbid(item);
        var context = new RuleContext(null, filter.Category, now, id, explored);
        var wanted = model.Rules.Candidates(n);
        var builder = new ListBuilder(model);
        return (user.IsCold
            ? builder.Popular(RuleApplier.Apply(model, Ranker.ByPopularity(model, allowed, wanted), allowed, n, context), filter.Category)
            : builder.ForHistory(RuleApplier.Apply(model, Ranker.ForHistory(model, user.History, allowed, wanted), allowed, n, context), user.History)).Build(id);
    }
}
