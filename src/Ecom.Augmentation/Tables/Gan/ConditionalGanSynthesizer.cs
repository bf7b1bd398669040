using Ecom.Augmentation.Tables.Contracts;
using Ecom.Augmentation.Tables.Encoding;
using Ecom.Models;
using Ecom.Neural.Runtime;
using Ecom.Neural.Tabular;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Augmentation.Tables.Gan;

/// <summary>CTGAN (Xu et al. 2019). Parameters: <c>epochs</c>, <c>batch</c>.</summary>
public sealed class ConditionalGanSynthesizer : ITableSynthesizer
{
    public string Name => "ctgan";

    public ITableGenerator Fit(Table table, Parameters parameters, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        var encoder = new ModeEncoder(table, context.Seed);
        var rows = encoder.Encode(context.Seed);
        var sampler = new ConditionSampler(rows);
        var options = new ConditionalGanOptions();
        var network = new ConditionalGan(encoder.Spans, sampler.Width, options, context.Seed);
        using var training = new ConditionalGanTraining(network, options, rows, sampler);
        var epochs = (int)parameters.Number("epochs", 300);
        var report = TrainingLoop.Run(
            training,
            new TrainingOptions { Epochs = epochs, BatchSize = (int)parameters.Number("batch", 500), Seed = context.Seed, Threads = context.Threads },
            l => context.Progress?.Invoke(Name, (double)l.Epoch / epochs, l.Values), context.Cancellation);
        return new Generator(network, encoder, sampler, SynthesisFigures.Of(report));
    }

    private sealed class Generator(ConditionalGan network, ModeEncoder encoder, ConditionSampler sampler, IReadOnlyDictionary<string, double> figures) : ITableGenerator
    {
        private const int BatchSize = 1000;

        public IReadOnlyDictionary<string, double> Figures => figures;

        public Table Sample(int rows, int seed, CancellationToken cancellation)
        {
            using var generator = new torch.Generator((ulong)(uint)seed, torch.CPU);
            using var noGrad = torch.no_grad();
            var random = new Random(seed);
            var drawn = new List<float>();
            for (var start = 0; start < rows; start += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                using var scope = torch.NewDisposeScope();
                // By frequency as observed: what training by sampling evens out must not stay even.
                var conditions = ConditionalGanTraining.Vectors(sampler.Draw(Math.Min(BatchSize, rows - start), random, byLogFrequency: false), sampler.Width);
                drawn.AddRange(network.Activate(network.forward(network.Input(conditions, generator)), generator).data<float>().ToArray());
            }
            return encoder.Decode([.. drawn]);
        }

        public void Dispose() => network.Dispose();
    }
}
