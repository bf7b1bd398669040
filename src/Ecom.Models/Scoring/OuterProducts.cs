using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ecom.Models.Scoring;

/// <summary>
/// Sums of outer products Σ a bᵀ over pairs of rows, added to a square matrix in tiles that stay in registers. Rows and matrix have a padded stride; of the
/// matrix the upper triangle is right, and what lies left of it in a tile's reach is not to be read.
/// </summary>
internal static class OuterProducts
{
    private const int TileRows = 4;

    private static int TileColumns => 2 * Vector<float>.Count;

    /// <summary>Floats from one row to the next: the dimensions, filled up to whole tiles.</summary>
    public static int Stride(int dimensions) => (dimensions + TileColumns - 1) / TileColumns * TileColumns;

    /// <param name="matrix">[stride × stride].</param>
    /// <param name="stride">Floats of a row.</param>
    /// <param name="left">a: [count × stride], zero in the padding.</param>
    /// <param name="right">b: [count × stride], zero in the padding.</param>
    /// <param name="count">Pairs.</param>
    public static void AddUpper(Span<float> matrix, int stride, ReadOnlySpan<float> left, ReadOnlySpan<float> right, int count)
    {
        if (matrix.Length < stride * stride || left.Length < count * stride || right.Length < count * stride)
            throw new ArgumentException("Matrix and rows must hold stride × stride and count × stride.");
        ref var m = ref MemoryMarshal.GetReference(matrix);
        ref var a = ref MemoryMarshal.GetReference(left);
        ref var b = ref MemoryMarshal.GetReference(right);
        for (var row = 0; row < stride; row += TileRows)
            for (var column = row / TileColumns * TileColumns; column < stride; column += TileColumns)
                Tile(ref m, ref a, ref b, stride, row, column, count);
    }

    private static void Tile(ref float m, ref float a, ref float b, int stride, int row, int column, int count)
    {
        var half = Vector<float>.Count;
        var at = (nuint)((row * stride) + column);
        var next = (nuint)stride;
        Vector<float> p0 = Vector.LoadUnsafe(ref m, at), p1 = Vector.LoadUnsafe(ref m, at + (nuint)half);
        Vector<float> q0 = Vector.LoadUnsafe(ref m, at + next), q1 = Vector.LoadUnsafe(ref m, at + next + (nuint)half);
        Vector<float> r0 = Vector.LoadUnsafe(ref m, at + (2 * next)), r1 = Vector.LoadUnsafe(ref m, at + (2 * next) + (nuint)half);
        Vector<float> s0 = Vector.LoadUnsafe(ref m, at + (3 * next)), s1 = Vector.LoadUnsafe(ref m, at + (3 * next) + (nuint)half);
        for (var k = 0; k < count; k++)
        {
            ref var factors = ref Unsafe.Add(ref a, (k * stride) + row);
            var start = (nuint)((k * stride) + column);
            var b0 = Vector.LoadUnsafe(ref b, start);
            var b1 = Vector.LoadUnsafe(ref b, start + (nuint)half);
            var f = new Vector<float>(factors);
            p0 = Vector.FusedMultiplyAdd(f, b0, p0);
            p1 = Vector.FusedMultiplyAdd(f, b1, p1);
            f = new Vector<float>(Unsafe.Add(ref factors, 1));
            q0 = Vector.FusedMultiplyAdd(f, b0, q0);
            q1 = Vector.FusedMultiplyAdd(f, b1, q1);
            f = new Vector<float>(Unsafe.Add(ref factors, 2));
            r0 = Vector.FusedMultiplyAdd(f, b0, r0);
            r1 = Vector.FusedMultiplyAdd(f, b1, r1);
            f = new Vector<float>(Unsafe.Add(ref factors, 3));
            s0 = Vector.FusedMultiplyAdd(f, b0, s0);
            s1 = Vector.FusedMultiplyAdd(f, b1, s1);
        }
        p0.StoreUnsafe(ref m, at);
        p1.StoreUnsafe(ref m, at + (nuint)half);
        q0.StoreUnsafe(ref m, at + next);
        q1.StoreUnsafe(ref m, at + next + (nuint)half);
        r0.StoreUnsafe(ref m, at + (2 * next));
        r1.StoreUnsafe(ref m, at + (2 * next) + (nuint)half);
        s0.StoreUnsafe(ref m, at + (3 * next));
        s1.StoreUnsafe(ref m, at + (3 * next) + (nuint)half);
    }
}
