using Ecom.Augmentation.Assessment;
using Ecom.Augmentation.Contracts;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Recommendation.Contracts;
using Ecom.Trainer.Search;

namespace Ecom.Trainer.Fitting;

/// <summary>Fits recipes on one training set; generators are shared among recipes that differ only in how much they add.</summary>
/// <param name="family">The model.</param>
/// <param name="augmenter">What comes before it.</param>
/// <param name="data">The training set.</param>
/// <param name="context">Seed, threads, progress.</param>
/// <param name="spend">Is called before each fit of a generator under differential privacy, and refuses what the budget does not allow; null: such fits are refused.</param>
internal sealed class RecipeFitter(IRecommenderFamily family, IAugmenter augmenter, TrainingData data, FitContext context, Action<PrivacyTarget>? spend = null) : IDisposable
{
    private readonly Dictionary<string, IGenerator> _generators = [];

    private (IGenerator Generator, TrainingData Augmented, Parameters Settings)? _last;

    /// <summary>The last fit's generated pairs, their likeness to observed ones, and generator figures; empty without augmentation.</summary>
    public IReadOnlyDictionary<string, double> Figures
    {
        get
        {
            if (_last is not var (generator, augmented, _)) return new Dictionary<string, double>();
            var figures = new Dictionary<string, double>(generator.Figures);
            if (augmented.Generated is { } generated) figures["generatedPairs"] = generated.Count;
            foreach (var (name, value) in BehaviourQuality.Of(augmented)?.ToFigures() ?? new Dictionary<string, double>()) figures[name] = value;
            return figures;
        }
    }

    /// <summary>The last fit's generator as a recommender, where it is one.</summary>
    public IFittedModel? GeneratorAlone() => _last?.Generator.Recommender(data, _last.Value.Settings);

    /// <summary>Losses of the last fit's generator, epoch by epoch.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Losses => _last?.Generator.Losses ?? [];

    /// <summary>
    /// Operations a second of one thread that estimates are turned into time with: between what dense kernels and pointer chasing reach. Estimates hold to the
    /// order of magnitude, so only <see cref="TimesTheBudget"/> the search's whole budget for one fit counts as out of reach.
    /// </summary>
    private const double OperationsPerSecond = 5e9;

    private const double TimesTheBudget = 100;

    /// <summary>Null, or why no search should try the recipe on data of this size: its memory or its time.</summary>
    public string? OutOfReach(Recipe recipe, long memoryLimit, double budgetSeconds)
    {
        if (TooLarge(recipe, memoryLimit) is { } reason) return reason;
        var seconds = family.Estimate(data.Shape, recipe.Model).Operations / (OperationsPerSecond * Math.Max(1, context.Threads));
        return seconds <= TimesTheBudget * budgetSeconds
            ? null
            : FormattableString.Invariant(
                $"needs about {seconds / 3600:0.#} h a fit for {data.Shape.Users:N0} users, {data.ItemCount:N0} items and {data.Shape.Pairs:N0} pairs, and the whole search may take {budgetSeconds:0} s");
    }

    /// <summary>Null, or why the recipe does not fit the memory.</summary>
    public string? TooLarge(Recipe recipe, long memoryLimit)
    {
        var needed = family.Estimate(data.Shape, recipe.Model).Bytes + augmenter.Estimate(data.Shape, recipe.Augment).Bytes + GC.GetTotalMemory(false);
        return needed <= memoryLimit
            ? null
            : FormattableString.Invariant(
                $"needs about {needed / (1 << 30):0.#} GiB for {data.ItemCount:N0} items and {data.Shape.Pairs:N0} pairs, and the limit is {memoryLimit / (double)(1 << 30):0.#} GiB");
    }

    public IFittedModel Fit(Recipe recipe)
    {
        context.Cancellation.ThrowIfCancellationRequested();
        return family.Fit(Augmented(recipe), recipe.Model, context);
    }

    public void Dispose()
    {
        foreach (var generator in _generators.Values) generator.Dispose();
        _generators.Clear();
    }

    private TrainingData Augmented(Recipe recipe)
    {
        var key = augmenter.FitKey(recipe.Augment);
        if (!_generators.TryGetValue(key, out var generator))
        {
            if (PrivacyTarget.Of(recipe.Augment, data.Observed.UserCount) is { } target)
                (spend ?? throw new InputException("A generator under differential privacy needs a ledger of what its data have spent, which only `bench topn` keeps.")).Invoke(target);
            _generators.Add(key, generator = augmenter.Fit(data, recipe.Augment, context));
        }
        var augmented = generator.Generate(data, recipe.Augment, context);
        _last = (generator, augmented, recipe.Augment);
        return augmented;
    }
}
