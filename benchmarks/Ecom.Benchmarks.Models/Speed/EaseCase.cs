using Ecom.Models;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.Ease;
using TorchSharp;

namespace Ecom.Benchmarks.Models.Speed;

/// <summary>EASE on a catalogue of the size of Amazon Beauty against the inverse of a matrix of that size through its Cholesky factor.</summary>
internal sealed class EaseCase : ISpeedCase
{
    private const int Users = 22_363, Items = 12_101, Pairs = 198_502;
    private static readonly Parameters Setting = Parameters.None.With("lambda", 500);
    private TrainingData _data = null!;

    public string Name => "ease";
    public string Title => $"EASE fit, {Items:N0} items, {Pairs:N0} pairs";
    public string Baseline => "`linalg.cholesky` and `cholesky_inverse` of a float matrix of that size";
    public double? Target => 1.3;
    public int Rounds => 3;
    public double Work => Math.Pow(Items, 3) / 2;

    public void Prepare()
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(Environment.ProcessorCount);
        Fit(new TrainingData { Observed = GeneratedShop.Make(600, 1500, 9000, 2) });
        Inverse(1000);
        _data = new TrainingData { Observed = GeneratedShop.Make(Users, Items, Pairs, 1) };
    }

    public Cost Product() => Timed.Of(() => Fit(_data));

    public Cost Bare() => Inverse(Items);

    private static void Fit(TrainingData data)
    {
        using var model = new EaseFamily().Fit(data, Setting, new FitContext(1, Environment.ProcessorCount));
    }

    private static Cost Inverse(int n)
    {
        using var scope = torch.NewDisposeScope();
        using var noGrad = torch.no_grad();
        var matrix = torch.full(n, n, .01f).add_(torch.eye(n) * 500);
        return Timed.Of(() => torch.cholesky_inverse(torch.linalg.cholesky(matrix)));
    }
}
