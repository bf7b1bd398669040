using Ecom.Domain;
using Ecom.Models;
using Ecom.Neural.Adversarial;
using Ecom.Neural.Networks;
using Ecom.Neural.Privacy;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Networks;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.Gan;

/// <summary>
/// CFGAN as a recommender (Chae et al. 2018, «CFGAN: A Generic Collaborative Filtering Framework based on Generative Adversarial Networks»). User-based (<c>basis</c> user): items ranked by
/// the generator's output for the user's purchase vector. Item-based (<c>basis</c> item): the generator's vectors are over users, see <see cref="ItemGenerator"/>.
/// </summary>
public sealed class GanFamily : NetworkFamily
{
    public override string Name => "gan";

    protected override bool UnitLength => false;

    protected override int Epochs => 400;

    /// <summary>On the 2,556 items of online-retail the whole game is as fast as the sampled one and ranks better.</summary>
    protected override int LargestWhole => 3000;

    /// <summary>A row is worked out at its own items and the drawn ones only, so that a larger batch costs a row nothing.</summary>
    protected override int LargestSampledBatch => 500;

    public override IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var first = Parameters.None
            .With("generatorHidden", 400).With("discriminatorHidden", 125).With("generatorRate", 1e-3).With("discriminatorRate", 1e-4)
            .With("zeroRatio", 0.7).With("zeroWeight", 0.03).With("maskRatio", 0.3).With("objective", "minimax")
            .With("basis", "user").With("alpha", 1).With("lambda", .03);
        return new ParameterSpace()
            .Known(first).Known(first.With("zeroWeight", 0.1)).Known(first.With("maskRatio", 0)).Known(first.With("objective", "nonSaturating"))
            .Known(first.With("objective", "wasserstein")).Known(first.With("basis", "item"))
            .Choice("generatorHidden", 100, 200, 300, 400).Choice("discriminatorHidden", 50, 125, 250).Log("generatorRate", 1e-4, 5e-3)
            .Log("discriminatorRate", 5e-5, 5e-3).Choice("zeroRatio", 0.3, 0.5, 0.7, 0.9).Log("zeroWeight", 0.005, 0.5)
            .Choice("maskRatio", 0, 0, 0.1, 0.3, 0.5).Choice("objective", "minimax", "nonSaturating", "wasserstein")
            .Choice("basis", "user", "user", "item").Log("alpha", .05, 5).Log("lambda", .003, .1).Proposals(seed);
    }

    public override FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        if (ItemBased(parameters)) shape = shape with { Users = shape.Items, Items = shape.Users };
        return EstimateOf(2 * shape.Items * (parameters.Number("generatorHidden", 400) + parameters.Number("discriminatorHidden", 125)), shape, parameters);
    }

    protected override (ITrainingTask Task, Func<IReadOnlyList<DenseLayer>> Export) Build(HistorySplit split, Parameters parameters, int seed)
    {
        if (ItemBased(parameters)) return ItemGenerator.Build(split, Options(parameters) with { Sampled = Sampled(split.Histories.UserCount, parameters) }, seed);
        var options = Options(parameters) with { Sampled = Sampled(split.Training.Width, parameters) };
        var network = new Cfgan(split.Training.Width, options, seed);
        return (new CfganTraining(network, options, split.Training, split.HeldOut is { } heldOut ? () => heldOut.RankingLoss(network.forward) : null), network.Export);
    }

    public override IFittedModel Model(FittedNetwork fitted, Parameters parameters, TrainingData data) =>
        ItemBased(parameters) ? ItemGenerator.Model(Name, fitted, parameters, data) : base.Model(fitted, parameters, data);

    public override int PrivateReleases => 2;

    protected override (ITrainingTask Task, Func<IReadOnlyList<DenseLayer>> Export) BuildPrivately(
        HistoryRows rows, Parameters parameters, PrivateGradients gradients, int seed)
    {
        if (ItemBased(parameters)) throw new InputException("Under differential privacy 'gan' is user-based: the unit is a user, and every row of the item-based one has all users in it.");
        var options = Options(parameters);
        if (options.Objective == AdversarialObjective.Wasserstein) throw new InputException("Under differential privacy 'gan' plays minimax or nonSaturating: the gradient penalty is not private.");
        if (options.DiscriminatorSteps != 1) throw new InputException("Under differential privacy 'gan' takes one step of the discriminator to one of the generator.");
        var network = new Cfgan(rows.Width, options, seed);
        return (new PrivateCfganTraining(network, options, rows, gradients), network.Export);
    }

    private static CfganOptions Options(Parameters parameters) => new()
    {
        GeneratorHidden = (int)parameters.Number("generatorHidden", 400),
        DiscriminatorHidden = (int)parameters.Number("discriminatorHidden", 125),
        GeneratorRate = parameters.Number("generatorRate", 1e-3),
        DiscriminatorRate = parameters.Number("discriminatorRate", 1e-4),
        GeneratorDecay = parameters.Number("generatorDecay", 1e-4),
        DiscriminatorSteps = (int)parameters.Number("discriminatorSteps", 1),
        ZeroRatio = parameters.Number("zeroRatio", 0.7),
        ZeroWeight = parameters.Number("zeroWeight", 0.03),
        MaskRatio = parameters.Number("maskRatio", 0.3),
        Objective = ObjectiveOf(parameters.Text("objective", "minimax")),
    };

    private static bool ItemBased(Parameters parameters) => parameters.Text("basis", "user") switch
    {
        "user" => false,
        "item" => true,
        var other => throw new InputException($"There is no basis '{other}' of 'gan'; there are user and item."),
    };

    private static AdversarialObjective ObjectiveOf(string name) =>
        Enum.TryParse<AdversarialObjective>(name, ignoreCase: true, out var objective) && Enum.IsDefined(objective)
            ? objective
            : throw new InputException($"There is no adversarial objective '{name}'; there are minimax, nonSaturating and wasserstein.");
}
