using System.Globalization;
using Ecom.Data.Folds;
using Ecom.Domain;
using Ecom.Models.Jobs;
using Ecom.Models.Snapshots;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Jobs;
using Ecom.Trainer.Protocols;

namespace Ecom.Trainer.Fitting;

/// <summary>Carries the served version's model on from the rows that have changed since, where its family can (<see cref="IIncrementalFamily"/>).</summary>
internal sealed class ServedCarry : IDisposable
{
    /// <summary>
    /// Pairs that have come since the model was fitted, for each that was there then, at the most. On the last weeks of online-retail .09 lost .9 % NDCG@20 against a
    /// refit, which the gate would tolerate, and .27 lost 2.4 % (docs/benchmarks.md); whether they came in one step or in five made no difference.
    /// </summary>
    internal const double MostNews = .1;

    private const string FittedPairs = "fittedPairs";

    private readonly IIncrementalFamily _family;
    private readonly JobContext _context;
    private readonly FoldSet _folds;
    private readonly Snapshot _served;

    /// <exception cref="InputException">The family cannot, or the job's served version is none of it.</exception>
    public ServedCarry(JobContext context, FoldSet folds)
    {
        (_context, _folds) = (context, folds);
        _family = context.Family as IIncrementalFamily ?? throw new InputException($"A fitted {context.Job.Model} cannot be carried on, only fitted anew.");
        _served = Snapshot.Open(context.Job.Served!);
    }

    /// <summary>Null, or why the model should be fitted anew.</summary>
    public string? Refusal()
    {
        var now = new FoldProtocol(_folds).Refit;
        var news = new ServedNews(_served, _folds, now);
        var lost = _served.Header.Pairs - news.KnownPairs;
        return lost > 0 ? $"{lost:N0} pairs that the served model was fitted on are not in the data any more"
            : !long.TryParse(_served.Header.Metadata.GetValueOrDefault(FittedPairs), NumberStyles.None, CultureInfo.InvariantCulture, out var fitted)
                ? "the served model does not say how much it was fitted on"
            : now.Shape.Pairs > (1 + MostNews) * fitted ? $"{now.Shape.Pairs - fitted:N0} pairs since the fit are too many for one on {fitted:N0}"
            : null;
    }

    /// <summary>What a snapshot has to say so that its model can be carried on: how much it was fitted on.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Note(TrainingData fitted) =>
        [new(FittedPairs, fitted.Shape.Pairs.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The same for this job's snapshot: carrying on is no fit.</summary>
    public IEnumerable<KeyValuePair<string, string>> Note() => _served.Header.Metadata.Where(m => m.Key == FittedPairs);

    /// <summary>Whether the served version knows what the gate asks for.</summary>
    public bool HasSeenGate()
    {
        var asked = _folds.Gate.Where((user, item) => !_folds.Train.Items(user).Contains(item) && !_folds.Tune.Items(user).Contains(item));
        return new ServedNews(_served, _folds, new TrainingData { Observed = asked }).KnownPairs > 0;
    }

    /// <summary>The model, carried on with what is new in these rows.</summary>
    public (IFittedModel Model, CarriedOn What) Run(TrainingData data, bool seenGate)
    {
        var news = new ServedNews(_served, _folds, data);
        using var previous = _family.Open(Path.Combine(_context.Job.Served!, SnapshotWriter.ModelFolder), news.ItemNumbers, data.ItemCount);
        var before = new HashSet<int>(news.ItemNumbers);
        var newItems = news.Rows.After.AllItems.ToArray().Distinct().Count(i => !before.Contains(i));
        return (_family.Update(previous, news.Rows, _context.Fit("carry on")), new CarriedOn(news.Count, newItems, news.Pairs, seenGate));
    }

    public void Dispose() => _served.Dispose();
}
