using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Auto;

/// <summary>
/// Chooses among the augmenters, «none» first: its proposals are theirs in turn, <c>method</c> naming which, so that the search on the validation fold decides
/// about method, amount and weight at once and everything it tried is in the report.
/// </summary>
public sealed class AutoAugmenter(IReadOnlyList<IAugmenter> methods) : IAugmenter
{
    public string Name => "auto";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var proposals = methods.Select(m => (m.Name, Each: m.Proposals(shape, seed).GetEnumerator())).ToList();
        // Round by round: every method's best guess before anyone's second.
        while (proposals.Count > 0)
        {
            for (var m = 0; m < proposals.Count; m++)
            {
                var (name, each) = proposals[m];
                if (each.MoveNext()) yield return Named(each.Current, name);
                else proposals.RemoveAt(m--);
            }
        }
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => Method(parameters).Estimate(shape, parameters);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) => Method(parameters).Fit(data, parameters, context);

    public string FitKey(Parameters parameters) => $"{Method(parameters).Name}:{Method(parameters).FitKey(parameters)}";

    /// <summary>The choice of nothing.</summary>
    public static Parameters Nothing { get; } = Named(Parameters.None, "none");

    private static Parameters Named(Parameters parameters, string method) => parameters.With("method", method);

    private IAugmenter Method(Parameters parameters) =>
        methods.FirstOrDefault(m => m.Name == parameters.Text("method", "none"))
        ?? throw new Ecom.Domain.InputException($"'{parameters.Text("method", "")}' is no method to choose; {string.Join(", ", methods.Select(m => m.Name))} are.");
}
