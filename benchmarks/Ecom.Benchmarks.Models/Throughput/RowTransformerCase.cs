using Ecom.Augmentation.Tables.Encoding;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Ecom.Benchmarks.Models.Throughput;

/// <summary>The transformer over the columns of a row: two blocks of width 64, four heads, batches of 256.</summary>
internal sealed class RowTransformerCase() : TableCase("transformer", "Transformer over rows", 5, 6_000)
{
    private const int Width = 64, Heads = 4, Batch = 256;

    public override Action Prepare()
    {
        var rows = new TableTokens(Table, 80).Encode(Table);
        var (columns, offsets) = (rows.Columns, rows.Offsets());
        // A twentieth is held out by the product.
        var batches = Enumerable.Range(0, rows.Count - rows.Count / 20).Chunk(Batch)
            .Select(c => tensor(c.SelectMany(r => Enumerable.Range(0, columns).Select(k => (long)rows.Rows[r * columns + k])).ToArray(), c.Length, columns)).ToArray();
        var (table, positions, last) = (nn.Embedding(1 + rows.Sizes.Sum(), Width), new Parameter(randn(columns, Width) * 0.02), nn.LayerNorm(Width));
        Block[] blocks = [new(), new()];
        Parameter[] all = [.. table.parameters(), positions, .. last.parameters(), .. blocks.SelectMany(b => b.Parameters)];
        var optimizer = optim.Adam(all, 2e-3, weight_decay: 1e-6);
        var (shift, future) = (tensor(offsets.Select(o => (long)o).ToArray()), ones(columns, columns, ScalarType.Bool).triu(1));
        return PlainEpoch.Over(batches, batch =>
        {
            var shifted = cat([zeros(batch.shape[0], 1, int64), (batch + shift).narrow(1, 0, columns - 1)], 1);
            var x = dropout(table.forward(shifted) + positions, 0.05, true);
            foreach (var block in blocks) x = block.Apply(x, future);
            x = last.forward(x);
            var loss = zeros(1);
            for (var c = 0; c < columns; c++)
                loss = loss + cross_entropy(x.select(1, c).matmul(table.weight!.narrow(0, offsets[c], rows.Sizes[c]).t()), batch.select(1, c));
            optimizer.zero_grad();
            loss.backward();
            nn.utils.clip_grad_norm_(all, 1);
            optimizer.step();
        });
    }

    private sealed class Block
    {
        private readonly LayerNorm _first = nn.LayerNorm(Width), _second = nn.LayerNorm(Width);
        private readonly Linear _attention = nn.Linear(Width, 3 * Width), _output = nn.Linear(Width, Width), _up = nn.Linear(Width, 4 * Width), _down = nn.Linear(4 * Width, Width);

        public IEnumerable<Parameter> Parameters => ((nn.Module[])[_first, _second, _attention, _output, _up, _down]).SelectMany(m => m.parameters());

        public Tensor Apply(Tensor x, Tensor future)
        {
            var (batch, length) = (x.shape[0], x.shape[1]);
            var parts = _attention.forward(_first.forward(x)).reshape(batch, length, 3, Heads, Width / Heads).permute(2, 0, 3, 1, 4);
            var weights = (parts[0].matmul(parts[1].transpose(-2, -1)) / Math.Sqrt(Width / Heads)).masked_fill(future, float.NegativeInfinity).softmax(-1);
            x = x + dropout(_output.forward(weights.matmul(parts[2]).transpose(1, 2).reshape(batch, length, Width)), 0.05, true);
            return x + dropout(_down.forward(gelu(_up.forward(_second.forward(x)))), 0.05, true);
        }
    }
}
