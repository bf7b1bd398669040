using Ecom.Augmentation.Tables.Contracts;
using Ecom.Augmentation.Tables.Encoding;
using Ecom.Models;
using Ecom.Neural.Runtime;
using Ecom.Neural.Sequences;
using Ecom.Neural.Training;
using Ecom.Recommendation.Contracts;
using TorchSharp;

namespace Ecom.Augmentation.Tables.Transformer;

/// <summary>
/// An autoregressive transformer over rows: one token per column, each drawn from its distribution given the columns before it (in the manner of
/// REaLTabFormer; Solatorio, Dupriez 2023). Parameters: <c>epochs</c>, <c>width</c>, <c>blocks</c>, <c>batch</c>, <c>tokens</c>, <c>dropout</c>, <c>learningRate</c>.
/// </summary>
public sealed class TransformerSynthesizer : ITableSynthesizer
{
    private const double HeldOutShare = 0.05;

    public string Name => "transformer";

    public ITableGenerator Fit(Table table, Parameters parameters, FitContext context)
    {
        TorchRuntime.EnsureLoaded();
        // In random order, since the held-out rows are the last ones.
        var order = Enumerable.Range(0, table.RowCount).ToArray();
        new Random(context.Seed).Shuffle(order);
        table = table.Rows(order);
        var tokens = new TableTokens(table, (int)parameters.Number("tokens", 80));
        var rows = tokens.Encode(table);
        var network = new RowTransformer(
            rows.Sizes, (int)parameters.Number("width", 64), (int)parameters.Number("blocks", 2), parameters.Number("dropout", 0.05), context.Seed);
        using var training = new RowTransformerTraining(network, rows, (int)(rows.Count * HeldOutShare), parameters.Number("learningRate", 2e-3));
        var epochs = (int)parameters.Number("epochs", 30);
        var report = TrainingLoop.Run(
            training,
            new TrainingOptions
            {
                Epochs = epochs,
                BatchSize = (int)parameters.Number("batch", 256),
                Patience = (int)parameters.Number("patience", 6),
                Seed = context.Seed,
                Threads = context.Threads,
            },
            l => context.Progress?.Invoke(Name, (double)l.Epoch / epochs, l.Values), context.Cancellation);
        return new Generator(network, tokens, SynthesisFigures.Of(report));
    }

    private sealed class Generator(RowTransformer network, TableTokens tokens, IReadOnlyDictionary<string, double> figures) : ITableGenerator
    {
        private const int BatchSize = 1000;

        public IReadOnlyDictionary<string, double> Figures => figures;

        public Table Sample(int rows, int seed, CancellationToken cancellation)
        {
            using var generator = new torch.Generator((ulong)(uint)seed, torch.CPU);
            var drawn = new List<int>(rows * tokens.Columns.Count);
            for (var start = 0; start < rows; start += BatchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                drawn.AddRange(network.Sample(Math.Min(BatchSize, rows - start), generator));
            }
            return tokens.Decode([.. drawn], new Random(seed));
        }

        public void Dispose() => network.Dispose();
    }
}
