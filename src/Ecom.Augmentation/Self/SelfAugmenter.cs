using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Recommendation;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Self;

/// <summary>
/// Self-completion: a first model's best predictions for a short history are added to it, and the model proper is fitted on the result. The first model is EASE
/// (<c>base</c> «ease», <c>lambda</c>) or, for catalogues too large for it, ItemKNN.
/// </summary>
public sealed class SelfAugmenter : IAugmenter
{
    private const int LargestForEase = 15_000;

    public string Name => "self";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None.With("base", shape.Items <= LargestForEase ? "ease" : "itemknn").With("most", 10).With("add", 10).With("weight", 0.4);
        if (shape.Items <= LargestForEase) first = first.With("lambda", 500);
        yield return first;
        yield return first.With("add", 20).With("weight", 0.6);
        yield return first.With("weight", 0.15);
        yield return first.With("most", 20);
        yield return first.With("most", 1e6).With("weight", 0.2);
        yield return first.With("most", 5);
        var random = new Random(seed);
        while (true)
            yield return first
                .With("most", ((double[])[5, 10, 20, 40, 1e6])[random.Next(5)]).With("add", 5 * random.Next(1, 7)).With("weight", 0.1 * random.Next(1, 9));
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters) => Base(parameters).Estimate(shape, parameters);

    public IGenerator Fit(TrainingData data, Parameters parameters, FitContext context) =>
        new Generator(Base(parameters).Fit(data with { Generated = null }, parameters, context));

    public string FitKey(Parameters parameters) => FitKeys.Without(parameters, Completions.Names);

    private static IRecommenderFamily Base(Parameters parameters) => RecommenderFamilies.Find(parameters.Text("base", "ease"));

    private sealed class Generator(IFittedModel model) : IGenerator
    {
        public IReadOnlyDictionary<string, double> Figures { get; } = new Dictionary<string, double>();

        public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
        {
            var rows = new GeneratedRows(data);
            Completions.Add(rows, data, model, _ => true, parameters, context);
            return rows.ToData();
        }

        public void Dispose() => model.Dispose();
    }
}
