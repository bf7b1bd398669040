using Ecom.Recommendation.Contracts;

namespace Ecom.Trainer.Search;

/// <summary>Training data with the rows of some customers only; a larger share holds all customers of a smaller one. Numbering stays, rows left out are empty.</summary>
internal sealed class CustomerShares(TrainingData data, int seed)
{
    public TrainingData Of(double share)
    {
        var observed = data.Observed;
        var order = Enumerable.Range(0, observed.UserCount).ToArray();
        new Random(seed).Shuffle(order);
        var kept = new bool[observed.UserCount];
        foreach (var user in order.Take((int)Math.Ceiling(share * order.Length))) kept[user] = true;
        return data with { Observed = observed.Where((user, _) => kept[user]) };
    }
}
