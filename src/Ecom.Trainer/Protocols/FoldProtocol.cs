using Ecom.Data.Folds;
using Ecom.Domain;
using Ecom.Evaluation.Ranking;
using Ecom.Recommendation.Contracts;

namespace Ecom.Trainer.Protocols;

/// <summary>
/// Which part of a fold set a model is fitted on, and what is ranked against what. A fit sees train; tune is ranked from train, gate from
/// train and tune, test from everything before it. Targets are items new to the user; users without history count.
/// </summary>
internal sealed class FoldProtocol
{
    private readonly FoldSet _folds;
    private readonly int[] _fitCounts;
    private readonly string?[] _categories;

    public FoldProtocol(FoldSet folds)
    {
        _folds = folds;
        _fitCounts = folds.Train.ItemCounts();
        var baskets = folds.Baskets.ItemCounts();
        for (var i = 0; i < _fitCounts.Length; i++) _fitCounts[i] += baskets[i];
        _categories = [.. folds.Items.Select(p => p.Category)];
        Catalogue = new ItemCatalogue
        {
            ItemIds = [.. folds.Items.Select(p => p.ItemId)],
            Titles = [.. folds.Items.Select(p => p.Title)],
            Categories = _categories,
            Brands = [.. folds.Items.Select(p => p.Brand)],
            Prices = [.. folds.Items.Select(p => p.Price)],
        };
    }

    public ItemCatalogue Catalogue { get; }

    public TrainingData Fit => new()
    {
        Observed = _folds.Train,
        Baskets = _folds.Baskets,
        Catalogue = Catalogue,
        Now = _folds.TrainEnd,
    };

    /// <summary>What the gate is ranked from: a model carried on so far has not seen the gate.</summary>
    public TrainingData UntilGate => new()
    {
        Observed = BeforeGate,
        Baskets = _folds.Baskets,
        Catalogue = Catalogue,
        Now = _folds.TuneEnd,
    };

    /// <summary>All folds and all baskets: what the model that will be served is fitted on.</summary>
    public TrainingData Refit => new()
    {
        Observed = All,
        Baskets = Interactions.Stack(_folds.Baskets, _folds.LaterBaskets),
        Catalogue = Catalogue,
        Now = _folds.TestEnd,
    };

    public Interactions All => Interactions.Merge(BeforeTest, _folds.Test);

    public RankingTask Tune => Task(_folds.Train, _folds.Tune);

    public RankingTask Gate => Task(BeforeGate, _folds.Gate);

    public RankingTask Test => Task(BeforeTest, _folds.Test);

    private Interactions BeforeGate => Interactions.Merge(_folds.Train, _folds.Tune);

    private Interactions BeforeTest => Interactions.Merge(BeforeGate, _folds.Gate);

    private RankingTask Task(Interactions history, Interactions targets) => new()
    {
        History = history,
        Targets = targets,
        FitCounts = _fitCounts,
        FitUsers = _folds.Train.UserCount + _folds.Baskets.UserCount,
        Categories = _categories,
    };
}
