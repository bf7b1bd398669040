using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.SideInfo;

/// <summary>
/// Side information as extra rows: each attribute value (category, brand, word of the title, tag or citation) becomes a generated user who touched its items, and so does each anonymous session (co-views)
/// where <c>coViews</c>, its w, is above 0. Parameters: <c>weight</c> w of attribute values and <c>decay</c> g in √(w·(size/10)^−g), the entry's value; <c>cold</c> c, which scales an item with n interactions by (1 + n/c)^−½ so that warm items keep what their interactions say;
/// <c>largest</c>, the share of all items above which a value says nothing.
/// </summary>
public sealed class SideInfoAugmenter : IAugmenter
{
    public string Name => "sideinfo";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None.With("weight", 1).With("decay", 1).With("cold", 10).With("largest", 0.1);
        yield return first;
        yield return first.With("weight", 4);
        yield return first.With("cold", 1e9);
        yield return first.With("weight", 0.25);
        yield return first.With("decay", 0.5);
        yield return first.With("coViews", 1);
        var random = new Random(seed);
        while (true)
            yield return first
                .With("weight", Math.Round(Math.Pow(10, -1.5 + 3 * random.NextDouble()), 3)).With("decay", 0.25 * random.Next(0, 7))
                .With("cold", ((double[])[2, 5, 10, 30, 1e9])[random.Next(5)]).With("largest", ((double[])[0.02, 0.1, 0.5])[random.Next(3)]);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => new(shape.Items * 400.0, shape.Items * 100.0);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) => new SideInfoGenerator();

    public string FitKey(Parameters parameters) => "";
}
