using Ecom.Augmentation.Tables.Contracts;
using Ecom.Augmentation.Tables.Encoding;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Models;
using Ecom.Neural.Runtime;
using Ecom.Neural.Tabular;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Augmentation.Tables.Vae;

/// <summary>
/// TVAE (Xu et al. 2019), or with <paramref name="plain"/> an autoencoder without divergence whose codes are drawn from a normal distribution fitted to those of
/// the rows. Parameters: <c>epochs</c>, <c>batch</c>, <c>hidden</c>, <c>latent</c>; <c>epsilon</c>, <c>delta</c> and <c>clip</c> for differential privacy.
/// </summary>
/// <param name="plain">Autoencoder instead of TVAE.</param>
public sealed class TabularVaeSynthesizer(bool plain) : ITableSynthesizer
{
    public string Name => plain ? "autoencoder" : "tvae";

    public bool IsPrivateOnRequest => !plain;

    public ITableGenerator Fit(Table table, Parameters parameters, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        var target = PrivacyTarget.Of(parameters, table.RowCount);
        if (target is not null && !plain) return FitPrivately(table, parameters, target, context);
        var encoder = new ModeEncoder(table, context.Seed);
        var rows = encoder.Encode(table, context.Seed);
        var options = Options(parameters);
        var network = new TabularVae(encoder.Spans, options, context.Seed);
        using var training = new TabularVaeTraining(network, options, rows);
        var report = TableTraining.Run(Name, training, (int)parameters.Number("epochs", 300), (int)parameters.Number("batch", 500), context);
        return new Generator(network, encoder, plain ? LatentNormal.Of(network, rows) : null, SynthesisFigures.Of(report));
    }

    private Generator FitPrivately(Table table, Parameters parameters, PrivacyTarget target, FitContext context)
    {
        var plan = new PrivateFit(table, target, (int)parameters.Number("epochs", 60), (int)parameters.Number("batch", 1000), parameters.Number("clip", 1), context.Seed);
        var options = Options(parameters) with { LearningRate = parameters.Number("learningRate", 1e-3) };
        var network = new TabularVae(plan.Encoder.Spans, options, context.Seed);
        using var training = new PrivateTabularVaeTraining(network, options, plan.Encoder.Encode(table, context.Seed), plan.Gradients);
        var report = TableTraining.Run(Name, training, plan.Epochs, plan.Batch, context);
        return new Generator(network, plan.Encoder, null, plan.Figures(report));
    }

    private TabularVaeOptions Options(Parameters parameters) => new()
    {
        Hidden = (int)parameters.Number("hidden", 128),
        Latent = (int)parameters.Number("latent", plain ? 16 : 128),
        Beta = plain ? 0 : 1,
    };

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
