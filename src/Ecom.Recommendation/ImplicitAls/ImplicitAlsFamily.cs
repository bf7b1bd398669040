using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Formats;
using Ecom.Models.Scoring;
using Ecom.Recommendation.Common;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Search;

namespace Ecom.Recommendation.ImplicitAls;

/// <summary>
/// iALS (Hu, Koren and Volinsky 2008) with the scaling of regularisation that makes it competitive (Rendle et al. 2022, «Revisiting the
/// Performance of iALS»): λ·(n + α₀·N)^ν. Each half-step solves every row exactly by Cholesky; a user is folded in by the same step.
/// </summary>
public sealed class ImplicitAlsFamily : IIncrementalFamily
{
    public string Name => "ials";

    public IEnumerable<Parameters> Proposals(TrainingShape shape, int seed)
    {
        var start = Parameters.None.With("nu", 1).With("epochs", 12).With("decay", 1).With("power", 0);
        return new ParameterSpace()
            .Known(start.With("factors", 64).With("alpha", .1).With("lambda", .003)).Known(start.With("factors", 64).With("alpha", .3).With("lambda", .01))
            .Known(start.With("factors", 32).With("alpha", .1).With("lambda", .01)).Known(start.With("factors", 64).With("alpha", .03).With("lambda", .001))
            // From ten folds of ml100k's training pairs: strong on zeros, the ridge is narrow there (a quarter more or less of lambda costs about two percent of NDCG), and draws seldom hit it.
            .Known(start.With("factors", 64).With("alpha", .3).With("lambda", .017).With("epochs", 16))
            .Choice("factors", 32, 64, 64, 128).Log("alpha", .005, 1).Log("lambda", .0003, .1).Choice("nu", 1, 1, .5).Choice("epochs", 8, 12, 16)
            .Choice("decay", 1, 1, .9, .8).Choice("power", 0, 0, .5, 1).Fixed(!shape.Ordered, "decay", 1).Proposals(seed);
    }

    public FitEstimate Estimate(TrainingShape shape, Parameters parameters)
    {
        double d = parameters.Number("factors", 64), epochs = parameters.Number("epochs", 12);
        return new(
            (4 * d * ((2.0 * shape.Items) + shape.Users)) + (40.0 * shape.Pairs),
            epochs * ((2.0 * shape.Pairs * d * d) + ((shape.Users + (double)shape.Items) * d * d * d / 3)));
    }

    public IFittedModel Fit(TrainingData data, Parameters parameters, FitContext context)
    {
        var power = (float)parameters.Number("power", 0);
        var rows = FitRows.Of(data, power);
        var columns = new ItemColumns(rows);
        var d = (int)parameters.Number("factors", 64);
        var epochs = (int)parameters.Number("epochs", 12);
        float alpha = (float)parameters.Number("alpha", .1), lambda = (float)parameters.Number("lambda", .003), nu = (float)parameters.Number("nu", 1);
        var items = Initial(rows.ItemCount, d, context.Seed);
        var users = new float[rows.UserCount * d];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            context.Progress?.Invoke("epoch", (double)epoch / epochs, null);
            HalfStep(items, users, d, rows.UserCount, rows.Items, rows.Weights, alpha, lambda, nu, context);
            HalfStep(users, items, d, rows.ItemCount, columns.Users, columns.Weights, alpha, lambda, nu, context);
        }
        return new FactorModel(
            Name, parameters, items, new float[rows.ItemCount], FitRows.Prior(rows),
            new FactorSettings(FoldIn.Ridge, new ProfileWeighting((float)parameters.Number("decay", 1), power), alpha, lambda, nu));
    }

    public IFittedModel Open(string directory, IReadOnlyList<int> numbers, int itemCount)
    {
        var model = FactorLayout.Read(directory);
        if (model.Header.Family != Name) throw new InputException(directory, null, $"holds a model of family '{model.Header.Family}', not '{Name}'.");
        if (model.Prior.Length != numbers.Count) throw new InputException(directory, null, $"holds a model of {model.Prior.Length} items, not of {numbers.Count}.");
        var d = model.Factors.Length / model.Prior.Length;
        var (factors, prior) = (new float[itemCount * d], new float[itemCount]);
        for (var i = 0; i < numbers.Count; i++)
        {
            if (numbers[i] < 0) continue;
            model.Factors.AsSpan(i * d, d).CopyTo(factors.AsSpan(numbers[i] * d));
            prior[numbers[i]] = model.Prior[i];
        }
        return new FactorModel(Name, model.Header.Parameters, factors, new float[itemCount], prior, model.Settings);
    }

    public IFittedModel Update(IFittedModel previous, NewRows news, FitContext context) => previous is FactorModel model && model.Settings.FoldIn == FoldIn.Ridge
        ? ImplicitAlsUpdate.Run(model, news, context)
        : throw new ArgumentException($"A fitted {Name} is wanted.", nameof(previous));

    private delegate ReadOnlySpan<T> RowOf<T>(int row);

    private static void HalfStep(
        float[] given, float[] wanted, int d, int rows, RowOf<int> indices, RowOf<float> weights, float alpha, float lambda, float nu, FitContext context)
    {
        var gram = RidgeSolver.Gram(given, d);
        Parallel.For(
            0, rows, new ParallelOptions { MaxDegreeOfParallelism = context.Threads, CancellationToken = context.Cancellation },
            () => new RidgeSolver(gram, d, alpha, lambda, nu, given.Length / d),
            (row, _, solver) =>
            {
                solver.Solve(given, indices(row), weights(row), wanted.AsSpan(row * d, d));
                return solver;
            },
            _ => { });
    }

    private static float[] Initial(int rows, int d, int seed)
    {
        var random = new Random(seed);
        var factors = new float[rows * d];
        for (var i = 0; i < factors.Length; i++) factors[i] = (float)(MathNet.Numerics.Distributions.Normal.Sample(random, 0, .1) / Math.Sqrt(d));
        return factors;
    }
}
