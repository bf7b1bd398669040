using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Mix;

/// <summary>
/// Several augmenters at once, each on the observed rows, their rows put together. Parameters: <c>first</c> and <c>second</c> name them, theirs carry the
/// prefixes <c>first.</c> and <c>second.</c>.
/// </summary>
public sealed class MixAugmenter(IReadOnlyList<IAugmenter> parts) : IAugmenter
{
    private static readonly (string First, string Second)[] Pairs =
        [("sideinfo", "self"), ("sideinfo", "crop"), ("self", "crop"), ("sideinfo", "balance"), ("vae", "self"), ("autoencoder", "sideinfo")];

    public string Name => "mix";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        for (var rank = 0; rank < 4; rank++)
        {
            foreach (var (first, second) in Pairs)
            {
                var p = Parameters.None.With("first", first).With("second", second);
                p = Prefixed(p, "first.", Find(first).Proposals(shape, seed).ElementAt(rank));
                yield return Prefixed(p, "second.", Find(second).Proposals(shape, seed).ElementAt(rank));
            }
        }
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        var estimates = Both(parameters).Select(b => b.Augmenter.Estimate(shape, b.Parameters)).ToArray();
        return new FitEstimate(estimates.Sum(e => e.Bytes), estimates.Sum(e => e.Operations));
    }

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) =>
        new MixGenerator([.. Both(parameters).Select(b => b.Augmenter.Fit(data, b.Parameters, context))]);

    public string FitKey(Parameters parameters) =>
        string.Join('|', Both(parameters).Select(b => $"{b.Augmenter.Name}:{b.Augmenter.FitKey(b.Parameters)}"));

    /// <summary>The parameters of one part: those with a prefix, without it.</summary>
    internal static Parameters Part(Parameters parameters, string prefix) =>
        parameters.Values.Where(v => v.Key.StartsWith(prefix, StringComparison.Ordinal)).Aggregate(Parameters.None, (p, v) => With(p, v.Key[prefix.Length..], v.Value));

    private static Parameters Prefixed(Parameters into, string prefix, Parameters from) => from.Values.Aggregate(into, (p, v) => With(p, prefix + v.Key, v.Value));

    private static Parameters With(Parameters p, string name, object value) => value is string text ? p.With(name, text) : p.With(name, (double)value);

    private IEnumerable<(IAugmenter Augmenter, Parameters Parameters)> Both(Parameters parameters) =>
        [(Find(parameters.Text("first", "sideinfo")), Part(parameters, "first.")), (Find(parameters.Text("second", "self")), Part(parameters, "second."))];

    private IAugmenter Find(string name) =>
        parts.FirstOrDefault(a => a.Name == name) ?? throw new Ecom.Domain.InputException($"'{name}' cannot be mixed; {string.Join(", ", parts.Select(a => a.Name))} can.");
}
