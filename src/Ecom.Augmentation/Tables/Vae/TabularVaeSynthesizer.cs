using Ecom.Augmentation.Tables.Contracts;
using Ecom.Augmentation.Tables.Encoding;
using Ecom.Models;
using Ecom.Neural.Runtime;
using Ecom.Neural.Tabular;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Augmentation.Tables.Vae;

/// <summary>
/// TVAE (Xu et al. 2019), or with <paramref name="plain"/> an autoencoder without divergence whose codes are drawn from a normal distribution fitted to those of
/// the rows. Parameters: <c>epochs</c>, <c>batch</c>, <c>hidden</c>, <c>latent</c>.
/// </summary>
/// <param name="plain">Autoencoder instead of TVAE.</param>
public sealed class TabularVaeSynthesizer(bool plain) : ITableSynthesizer
{
    public string Name => plain ? "autoencoder" : "tvae";

    public ITableGenerator Fit(Table table, Parameters parameters, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        var encoder = new ModeEncoder(table, context.Seed);
        var rows = encoder.Encode(context.Seed);
        var options = new TabularVaeOptions
        {
            Hidden = (int)parameters.Number("hidden", 128),
            Latent = (int)parameters.Number("latent", plain ? 16 : 128),
            Beta = plain ? 0 : 1,
        };
        var network = new TabularVae(encoder.Spans, options, context.Seed);
        using var training = new TabularVaeTraining(network, options, rows);
        var epochs = (int)parameters.Number("epochs", 300);
        var report = TrainingLoop.Run(
            training,
            new TrainingOptions { Epochs = epochs, BatchSize = (int)parameters.Number("batch", 500), Seed = context.Seed, Threads = context.Threads },
            l => context.Progress?.Invoke(Name, (double)l.Epoch / epochs, l.Values), context.Cancellation);
        return new Generator(network, encoder, plain ? LatentNormal.Of(network, rows) : null, SynthesisFigures.Of(report));
    }

    private sealed class Generator(TabularVae network, ModeEncoder encoder, LatentNormal? codes, IReadOnlyDictionary<string, double> figures) : ITableGenerator
    {
        private const int BatchSize = 1000;

        public IReadOnlyDictionary<string, double> Figures => figures;

        public Table Sample(int rows, int seed, CancellationToken cancellation)
        {
            using var generator = new torch.Generator((ulong)(uint)seed, torch.CPU);
            using var noGrad = torch.no_grad();
            var drawn = new List<float>();
            for (var start = 0; start < rows; start += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = torch.NewDisposeScope();
                var z = network.Prior(Math.Min(BatchSize, rows - start), generator);
                drawn.AddRange(network.Draw(codes?.Shape(z) ?? z, generator).data<float>().ToArray());
            }
            return encoder.Decode([.. drawn]);
        }

        public void Dispose()
        {
            codes?.Dispose();
            network.Dispose();
        }
    }
}
