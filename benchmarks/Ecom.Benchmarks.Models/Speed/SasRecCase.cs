using Ecom.Models;
using Ecom.Neural.Runtime;
using Ecom.Recommendation.Contracts;
using Ecom.Recommendation.SasRec;
using TorchSharp;

namespace Ecom.Benchmarks.Models.Speed;

/// <summary>An epoch of SASRec against the same steps on batches that are tensors already: what is left over is not torch's.</summary>
internal sealed class SasRecCase : ISpeedCase
{
    private const int Users = 3_840, Items = 12_101, Pairs = 34_560, Length = 50;
    private static readonly Parameters Setting = Parameters.None.With("epochs", 2);
    private TrainingData _data = null!;

    public string Name => "sasrec";
    public string Title => $"SASRec epoch, {Users:N0} sequences, {Items:N0} items, width 64, 1,024 negatives";
    public string Baseline => "the same steps of torch on batches made before";
    public double? Target => null;
    public int Rounds => 3;
    public double Work => 0;

    public void Prepare()
    {
        TorchRuntime.EnsureLoaded();
        torch.set_num_threads(Environment.ProcessorCount);
        _data = new TrainingData { Observed = GeneratedShop.Make(Users, Items, Pairs, 1) };
    }

    public Cost Product() => Timed.Epoch(progress =>
    {
        using var model = new SasRecFamily().Fit(_data, Setting, new FitContext(1, Environment.ProcessorCount, progress));
    });

    public Cost Bare()
    {
        var rows = _data.Observed;
        var random = new Random(1);
        using var outer = torch.NewDisposeScope();
        using var network = new SasRecNetwork(Items, 64, 1, 1, Length, .2f);
        using var optimiser = torch.optim.Adam(network.Parameters, .001, .9, .98);
        var users = Enumerable.Range(0, rows.UserCount).Where(u => rows.RowLength(u) >= 2).ToArray();
        random.Shuffle(users);
        var batches = users.Chunk(128).Select(c => SasRecBatch.Of(rows, c, Length, 1024, random)).ToArray();
        return Timed.Of(() =>
        {
            foreach (var batch in batches)
            {
                using var scope = torch.NewDisposeScope();
                SasRecTraining.Learn(network, optimiser, batch);
            }
        });
    }
}
