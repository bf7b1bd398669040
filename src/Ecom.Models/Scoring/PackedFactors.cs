using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ecom.Models.Scoring;

/// <summary>
/// Item factors laid out for the score product: panels of <see cref="PanelWidth"/> items, within a panel factor by factor, so that a block of users
/// multiplies with vectors over items. The last panel is padded with zeros.
/// </summary>
public sealed class PackedFactors : IFactorProduct
{
    private const int PanelVectors = 2;
    private const int UserBlock = 6;

    private readonly float[] _panels;

    /// <param name="factors">[items × dimensions], row-major.</param>
    /// <param name="items">Rows.</param>
    /// <param name="dimensions">Columns.</param>
    public PackedFactors(ReadOnlySpan<float> factors, int items, int dimensions)
    {
        if (factors.Length != (long)items * dimensions) throw new ArgumentException("Factors must be items × dimensions.", nameof(factors));
        Items = items;
        Dimensions = dimensions;
        var panels = (items + PanelWidth - 1) / PanelWidth;
        _panels = new float[(long)panels * dimensions * PanelWidth];
        for (var i = 0; i < items; i++)
        {
            var at = (i / PanelWidth * dimensions * PanelWidth) + (i % PanelWidth);
            for (var d = 0; d < dimensions; d++) _panels[at + (d * PanelWidth)] = factors[(i * dimensions) + d];
        }
    }

    public static int PanelWidth => PanelVectors * Vector<float>.Count;

    public int Items { get; }
    public int Dimensions { get; }
    public long Bytes => 4L * _panels.Length;

    /// <summary>All the factors that a product reads, for measuring how fast they can be read.</summary>
    internal ReadOnlySpan<byte> Storage => MemoryMarshal.AsBytes(_panels.AsSpan());

    public void Multiply(ReadOnlySpan<float> users, int count, Span<float> scores)
    {
        if (users.Length < count * Dimensions || scores.Length < count * Items)
            throw new ArgumentException("Users and scores must hold count × dimensions and count × items.", nameof(scores));
        Span<float> tail = stackalloc float[PanelWidth * UserBlock];
        for (var panel = 0; panel * PanelWidth < Items; panel++)
        {
            var factors = _panels.AsSpan(panel * Dimensions * PanelWidth, Dimensions * PanelWidth);
            var width = Math.Min(PanelWidth, Items - (panel * PanelWidth));
            var u = 0;
            for (; u + UserBlock <= count; u += UserBlock)
            {
                var block = users.Slice(u * Dimensions, UserBlock * Dimensions);
                if (width == PanelWidth)
                {
                    Block(block, factors, scores.Slice((u * Items) + (panel * PanelWidth), ((UserBlock - 1) * Items) + PanelWidth), Items);
                    continue;
                }
                Block(block, factors, tail, PanelWidth);
                for (var b = 0; b < UserBlock; b++)
                    tail.Slice(b * PanelWidth, width).CopyTo(scores.Slice(((u + b) * Items) + (panel * PanelWidth), width));
            }
            for (; u < count; u++)
            {
                Single(users.Slice(u * Dimensions, Dimensions), factors, tail);
                tail[..width].CopyTo(scores.Slice((u * Items) + (panel * PanelWidth), width));
            }
        }
    }

    /// <summary>A panel's scores for six users: twelve sums, which fill the registers and hide the latency of a multiplication.</summary>
    private void Block(ReadOnlySpan<float> users, ReadOnlySpan<float> factors, Span<float> target, int stride)
    {
        ref var f = ref MemoryMarshal.GetReference(factors);
        ref var user = ref MemoryMarshal.GetReference(users);
        Vector<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default;
        Vector<float> d0 = default, d1 = default, e0 = default, e1 = default, g0 = default, g1 = default;
        var n = Dimensions;
        for (var k = 0; k < n; k++)
        {
            var left = Vector.LoadUnsafe(ref f, (nuint)(k * PanelWidth));
            var right = Vector.LoadUnsafe(ref f, (nuint)((k * PanelWidth) + Vector<float>.Count));
            var u = new Vector<float>(Unsafe.Add(ref user, k));
            a0 = Vector.FusedMultiplyAdd(u, left, a0);
            a1 = Vector.FusedMultiplyAdd(u, right, a1);
            u = new Vector<float>(Unsafe.Add(ref user, n + k));
            b0 = Vector.FusedMultiplyAdd(u, left, b0);
            b1 = Vector.FusedMultiplyAdd(u, right, b1);
            u = new Vector<float>(Unsafe.Add(ref user, (2 * n) + k));
            c0 = Vector.FusedMultiplyAdd(u, left, c0);
            c1 = Vector.FusedMultiplyAdd(u, right, c1);
            u = new Vector<float>(Unsafe.Add(ref user, (3 * n) + k));
            d0 = Vector.FusedMultiplyAdd(u, left, d0);
            d1 = Vector.FusedMultiplyAdd(u, right, d1);
            u = new Vector<float>(Unsafe.Add(ref user, (4 * n) + k));
            e0 = Vector.FusedMultiplyAdd(u, left, e0);
            e1 = Vector.FusedMultiplyAdd(u, right, e1);
            u = new Vector<float>(Unsafe.Add(ref user, (5 * n) + k));
            g0 = Vector.FusedMultiplyAdd(u, left, g0);
            g1 = Vector.FusedMultiplyAdd(u, right, g1);
        }
        Store(target, 0, a0, a1);
        Store(target, stride, b0, b1);
        Store(target, 2 * stride, c0, c1);
        Store(target, 3 * stride, d0, d1);
        Store(target, 4 * stride, e0, e1);
        Store(target, 5 * stride, g0, g1);
    }

    private static void Store(Span<float> target, int at, Vector<float> left, Vector<float> right)
    {
        left.CopyTo(target[at..]);
        right.CopyTo(target[(at + Vector<float>.Count)..]);
    }

    private void Single(ReadOnlySpan<float> user, ReadOnlySpan<float> factors, Span<float> target)
    {
        ref var f = ref MemoryMarshal.GetReference(factors);
        Vector<float> left = default, right = default;
        for (var k = 0; k < Dimensions; k++)
        {
            var u = new Vector<float>(user[k]);
            left = Vector.FusedMultiplyAdd(u, Vector.LoadUnsafe(ref f, (nuint)(k * PanelWidth)), left);
            right = Vector.FusedMultiplyAdd(u, Vector.LoadUnsafe(ref f, (nuint)((k * PanelWidth) + Vector<float>.Count)), right);
        }
        left.CopyTo(target);
        right.CopyTo(target[Vector<float>.Count..]);
    }
}
