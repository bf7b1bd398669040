using Ecom.Neural.Networks;

namespace Ecom.Neural.Tests.Networks;

/// <summary>Two groups of users, each touching half of the items at random: structure that a network has to find.</summary>
internal sealed class BlockRows : ISparseRows
{
    private readonly float[][] _rows;

    public BlockRows(int count, int width, int seed, double density = 0.5)
    {
        var random = new Random(seed);
        Width = width;
        _rows = [.. Enumerable.Range(0, count).Select(r => Enumerable.Range(0, width)
            .Select(i => i * 2 / width == r % 2 && random.NextDouble() < density ? 1f : 0f).ToArray())];
    }

    private BlockRows(float[][] rows) => (_rows, Width) = (rows, rows[0].Length);

    public int Count => _rows.Length;
    public int Width { get; }

    public void Fill(ReadOnlySpan<int> rows, Span<float> dense)
    {
        for (var r = 0; r < rows.Length; r++) _rows[rows[r]].CopyTo(dense[(r * Width)..]);
    }

    public void AddColumns(int row, List<int> columns) => columns.AddRange(Enumerable.Range(0, Width).Where(i => _rows[row][i] > 0));

    /// <summary>Every third entry hidden, the others shown.</summary>
    public HeldOutRows Split() => new(
        new BlockRows([.. _rows.Select(r => r.Select((v, i) => i % 3 == 0 ? 0 : v).ToArray())]),
        new BlockRows([.. _rows.Select(r => r.Select((v, i) => i % 3 == 0 ? v : 0).ToArray())]));
}
