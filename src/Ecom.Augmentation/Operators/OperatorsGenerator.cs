using Ecom.Augmentation.Completion;
using Ecom.Augmentation.Contracts;
using Ecom.Models;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;

namespace Ecom.Augmentation.Operators;

/// <summary>Makes changed copies of histories; entries of a copy have one time, and stand in their order.</summary>
internal sealed class OperatorsGenerator(LikeItems like) : IGenerator
{
    /// <summary>Shorter histories leave nothing to change.</summary>
    private const int Shortest = 2;

    public IReadOnlyDictionary<string, double> Figures { get; } = new Dictionary<string, double>();

    public TrainingData Generate(TrainingData data, Parameters parameters, FitContext context)
    {
        var chosen = parameters.Text("operator", "any");
        var (rate, weight) = (parameters.Number("rate", 0.3), (float)parameters.Number("weight", 0.3));
        var rows = new GeneratedRows(data);
        for (var copy = 0; copy < (int)parameters.Number("copies", 1); copy++)
        {
            var random = new Random(SeedMix.Mix(context.Seed, copy));
            for (var u = 0; u < data.Observed.UserCount; u++)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                int[] items = [.. data.Observed.Items(u).ToArray().Where(like.IsAllowed)];
                if (items.Length < Shortest) continue;
                var name = chosen == "any" ? SequenceOperators.Names[random.Next(SequenceOperators.Names.Count)] : chosen;
                rows.AddUser(SequenceOperators.Apply(name, items, rate, like.Of, random).Select(i => (i, weight)));
            }
        }
        return rows.ToData();
    }

    public void Dispose()
    {
    }
}
