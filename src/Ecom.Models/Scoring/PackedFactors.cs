using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecom.Models.Scoring;

/// <summary>
/// Item factors laid out for the score product: panels of <see cref="PanelWidth"/> items, within a panel factor by factor, so that a block of users
/// multiplies with vectors over items. The last panel is padded with zeros.
/// </summary>
public sealed class PackedFactors
{
    private const int PanelVectors = 2;
    private const int UserBlock = 4;

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

    /// <summary>scores = users · factorsᵀ.</summary>
    /// <param name="users">[count × dimensions], row-major.</param>
    /// <param name="count">Users.</param>
    /// <param name="scores">[count × items], row-major; overwritten.</param>
    public void Multiply(ReadOnlySpan<float> users, int count, Span<float> scores)
    {
        Span<float> tail = stackalloc float[PanelWidth * UserBlock];
        for (var panel = 0; panel * PanelWidth < Items; panel++)
        {
            var factors = _panels.AsSpan(panel * Dimensions * PanelWidth, Dimensions * PanelWidth);
            var width = Math.Min(PanelWidth, Items - (panel * PanelWidth));
            var u = 0;
            for (; u + UserBlock <= count; u += UserBlock)
            {
                Block(users.Slice(u * Dimensions, UserBlock * Dimensions), factors, tail);
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

    private void Block(ReadOnlySpan<float> users, ReadOnlySpan<float> factors, Span<float> target)
    {
        ref var f = ref MemoryMarshal.GetReference(factors);
        Vector<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        var n = Dimensions;
        for (var k = 0; k < n; k++)
        {
            var left = Vector.LoadUnsafe(ref f, (nuint)(k * PanelWidth));
            var right = Vector.LoadUnsafe(ref f, (nuint)((k * PanelWidth) + Vector<float>.Count));
            var u = new Vector<float>(users[k]);
            a0 = Vector.FusedMultiplyAdd(u, left, a0);
            a1 = Vector.FusedMultiplyAdd(u, right, a1);
            u = new Vector<float>(users[n + k]);
            b0 = Vector.FusedMultiplyAdd(u, left, b0);
            b1 = Vector.FusedMultiplyAdd(u, right, b1);
            u = new Vector<float>(users[(2 * n) + k]);
            c0 = Vector.FusedMultiplyAdd(u, left, c0);
            c1 = Vector.FusedMultiplyAdd(u, right, c1);
            u = new Vector<float>(users[(3 * n) + k]);
            d0 = Vector.FusedMultiplyAdd(u, left, d0);
            d1 = Vector.FusedMultiplyAdd(u, right, d1);
        }
        var v = Vector<float>.Count;
        a0.CopyTo(target);
        a1.CopyTo(target[v..]);
        b0.CopyTo(target[(2 * v)..]);
        b1.CopyTo(target[(3 * v)..]);
        c0.CopyTo(target[(4 * v)..]);
        c1.CopyTo(target[(5 * v)..]);
        d0.CopyTo(target[(6 * v)..]);
        d1.CopyTo(target[(7 * v)..]);
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
