using Ecom.Serving.Http;
using Ecom.Serving.Snapshots;

namespace Ecom.Serving.Rules;

/// <summary>Reads and replaces the rule set; in force on this instance before the call returns.</summary>
public sealed class RulesHandler(RuleStore store, ServedModelUpdater updater)
{
    private const int MostRules = 1000;
    private const int LastPosition = 100;
    private const double LargestFactor = 10;

    public Task<(RuleSet Rules, string? ETag)> GetAsync(CancellationToken cancellation) => store.ReadAsync(cancellation);

    /// <param name="rules">Its version is ignored: the store counts.</param>
    /// <param name="ifMatch">The state it is to replace, as the header <c>If-Match</c> names it; null: any.</param>
    /// <param name="cancellation">Stops before it is stored.</param>
    /// <exception cref="ApiException">A rule makes no sense (400; all that do not are named), or another state is stored (412).</exception>
    public async Task<(RuleSet Rules, string? ETag)> PutAsync(RuleSet rules, string? ifMatch, CancellationToken cancellation)
    {
        Check(rules);
        var stored = await store.WriteAsync(rules, etag => EntityTags.CheckMatch(ifMatch, etag), cancellation);
        await updater.UpdateAsync(cancellation);
        return stored;
    }

    internal static void Check(RuleSet rules)
    {
        var errors = new FieldErrors();
        if ((rules.Pins?.Count ?? 0) + (rules.Boosts?.Count ?? 0) + (rules.Caps?.Count ?? 0) + (rules.RepeatCategories?.Count ?? 0) > MostRules)
            throw ApiException.BadRequest("rules", $"must be {MostRules} at most, all together.");
        for (var k = 0; k < (rules.Pins?.Count ?? 0); k++)
        {
            errors.Text($"pins[{k}].itemId", rules.Pins![k]?.ItemId, Feedback.FeedbackValidator.LongestId, required: true);
            if (rules.Pins[k] is { Position: < 1 or > LastPosition }) errors.Add($"pins[{k}].position", $"must be from 1 to {LastPosition}.");
        }
        for (var k = 0; k < (rules.Boosts?.Count ?? 0); k++)
        {
            if (rules.Boosts![k] is not { } boost || boost is { ItemId: null, Category: null, Brand: null }) errors.Add($"boosts[{k}]", "must name a product, a category or a brand.");
            else Range(errors, $"boosts[{k}].factor", boost.Factor, LargestFactor);
        }
        for (var k = 0; k < (rules.Caps?.Count ?? 0); k++)
            if (rules.Caps![k] is not { Maximum: >= 0 }) errors.Add($"caps[{k}].maximum", "must be at least 0.");
        for (var k = 0; k < (rules.RepeatCategories?.Count ?? 0); k++)
            errors.Text($"repeatCategories[{k}]", rules.RepeatCategories![k], 1000, required: true);
        foreach (var (name, list) in new (string, object?)[] { ("pins", rules.Pins), ("boosts", rules.Boosts), ("caps", rules.Caps), ("repeatCategories", rules.RepeatCategories) })
            if (list is null) errors.Add(name, "must not be null.");
        Range(errors, "diversity", rules.Diversity, 1);
        Range(errors, "freshness", rules.Freshness, LargestFactor);
        Range(errors, "exploration", rules.Exploration, .5);
        if (!(rules.FreshnessDays > 0 && double.IsFinite(rules.FreshnessDays))) errors.Add("freshnessDays", "must be above 0.");
        errors.ThrowIfAny("The rule set");
    }

    private static void Range(FieldErrors errors, string field, double value, double most)
    {
        if (!(value >= 0 && value <= most)) errors.Add(field, $"must be from 0 to {most}.");
    }
}
