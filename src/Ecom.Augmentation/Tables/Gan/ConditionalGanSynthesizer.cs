using Ecom.Augmentation.Tables.Contracts;
using Ecom.Augmentation.Tables.Encoding;
using Ecom.Augmentation.Tables.Privacy;
using Ecom.Models;
using Ecom.Neural.Runtime;
using Ecom.Neural.Tabular;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Augmentation.Tables.Gan;

/// <summary>CTGAN (Xu et al. 2019). Parameters: <c>epochs</c>, <c>batch</c>, <c>hidden</c>; <c>epsilon</c>, <c>delta</c> and <c>clip</c> for differential privacy.</summary>
public sealed class ConditionalGanSynthesizer : ITableSynthesizer
{
    public string Name => "ctgan";

    public bool IsPrivateOnRequest => true;

    public ITableGenerator Fit(Table table, Parameters parameters, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        return PrivacyTarget.Of(parameters, table.RowCount) is { } target ? FitPrivately(table, parameters, target, context) : FitPlainly(table, parameters, context);
    }

    private Generator FitPlainly(Table table, Parameters parameters, FitContext context)
    {
        var encoder = new ModeEncoder(table, context.Seed);
        var rows = encoder.Encode(table, context.Seed);
        var sampler = new ConditionSampler(rows);
        var options = new ConditionalGanOptions { Hidden = (int)parameters.Number("hidden", 256) };
        var network = new ConditionalGan(encoder.Spans, sampler.Width, options, context.Seed);
        using var training = new ConditionalGanTraining(network, options, rows, sampler);
        var report = TableTraining.Run(Name, training, (int)parameters.Number("epochs", 300), (int)parameters.Number("batch", 500), context);
        return new Generator(network, encoder, sampler, SynthesisFigures.Of(report));
    }

    private Generator FitPrivately(Table table, Parameters parameters, PrivacyTarget target, FitContext context)
    {
        var plan = new PrivateFit(table, target, (int)parameters.Number("epochs", 60), (int)parameters.Number("batch", 1000), parameters.Number("clip", 1), context.Seed);
        var sampler = new ConditionSampler(plan.Encoder.Encode(plan.Released, context.Seed));
        var options = new ConditionalGanOptions { Hidden = (int)parameters.Number("hidden", 256), Pack = 1, LearningRate = parameters.Number("learningRate", 5e-4), CriticSteps = (int)parameters.Number("criticSteps", 10) };
        var network = new ConditionalGan(plan.Encoder.Spans, sampler.Width, options, context.Seed);
        using var training = new PrivateConditionalGanTraining(network, options, plan.Encoder.Encode(table, context.Seed), sampler, plan.Gradients);
        var report = TableTraining.Run(Name, training, plan.Epochs, plan.Batch, context);
        return new Generator(network, plan.Encoder, sampler, plan.Figures(report));
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
