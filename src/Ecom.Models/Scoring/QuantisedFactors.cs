using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Ecom.Domain;

namespace Ecom.Models.Scoring;

/// <summary>
/// Item factors in 8 bits for serving: symmetric, one scale an item, so that the largest factor of an item becomes ±127. A user's vector is quantised to 16 bits when it is
/// multiplied; sums are exact integers. A score is off by at most s/2·‖u‖₁ + t/2·‖q‖₁, with s the item's and t the user's scale and q the quantised factors. A quarter of
/// the memory that 32 bits read.
/// <para>
/// Laid out in panels of <see cref="PanelWidth"/> items, within a panel two adjacent dimensions of each item after the next two: what one multiply-and-add of 16-bit pairs takes.
/// The last panel, and an odd last dimension, are padded with zeros.
/// </para>
/// </summary>
public sealed class QuantisedFactors : IFactorProduct
{
    internal const int PanelWidth = 32;
    private const int Largest = sbyte.MaxValue;

    /// <summary>Panels quantised at a time by one thread.</summary>
    private const int Together = 64;

    private readonly short[] _panels;
    private readonly float[] _scales;
    private readonly int _pairs;
    private readonly int _userLargest;

    /// <param name="factors">[items × dimensions], row-major.</param>
    /// <param name="items">Rows.</param>
    /// <param name="dimensions">Columns.</param>
    /// <exception cref="InputException">A factor is not finite.</exception>
    public QuantisedFactors(float[] factors, int items, int dimensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(dimensions);
        if (factors.Length != (long)items * dimensions) throw new ArgumentException("Factors must be items × dimensions.", nameof(factors));
        Items = items;
        Dimensions = dimensions;
        _pairs = (dimensions + 1) / 2;
        // Products of the largest values, all of one sign, must not leave 32 bits.
        _userLargest = Math.Min(short.MaxValue, int.MaxValue / (Largest * (2 * _pairs)));
        var panels = (items + PanelWidth - 1) / PanelWidth;
        _panels = new short[(long)panels * _pairs * PanelWidth];
        _scales = new float[(long)panels * PanelWidth];
        var blocks = (panels + Together - 1) / Together;
        var bad = -1;
        Parallel.For(0, blocks, block =>
        {
            for (var item = block * Together * PanelWidth; item < Math.Min(items, (block + 1) * Together * PanelWidth); item++)
                if (!Quantise(factors.AsSpan(item * dimensions, dimensions), item)) Volatile.Write(ref bad, item);
        });
        if (bad >= 0) throw new InputException("factors", bad + 1L, "a factor is not a finite number.");
    }

    public int Items { get; }
    public int Dimensions { get; }
    public long Bytes => (2L * _panels.Length) + (4L * _scales.Length);

    /// <summary>All the factors that a product reads, for measuring how fast they can be read.</summary>
    internal ReadOnlySpan<byte> Storage => MemoryMarshal.AsBytes(_panels.AsSpan());

    /// <summary>The item's scale: a factor is its 8-bit value times this.</summary>
    internal float Scale(int item) => _scales[item];

    public void Multiply(ReadOnlySpan<float> users, int count, Span<float> scores)
    {
        if (users.Length < count * Dimensions || scores.Length < (long)count * Items)
            throw new ArgumentException("Users and scores must hold count × dimensions and count × items.", nameof(scores));
        var rented = ArrayPool<int>.Shared.Rent(count * _pairs);
        try
        {
            Span<float> scales = count <= 64 ? stackalloc float[count] : new float[count];
            for (var u = 0; u < count; u++) scales[u] = Quantise(users.Slice(u * Dimensions, Dimensions), rented.AsSpan(u * _pairs, _pairs));
            Multiply(rented, scales, scores);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    /// <summary>The exact integer sums of one user, by one way of computing them.</summary>
    /// <param name="user">[dimensions].</param>
    /// <param name="kernel">The way.</param>
    internal int[] Sums(ReadOnlySpan<float> user, QuantisedKernel kernel)
    {
        var pairs = new int[_pairs];
        Quantise(user, pairs);
        var sums = new int[_scales.Length];
        for (var panel = 0; panel * PanelWidth < Items; panel++)
            QuantisedKernels.Sum(kernel, Panel(panel), pairs, sums.AsSpan(panel * PanelWidth, PanelWidth));
        return sums[..Items];
    }

    private void Multiply(ReadOnlySpan<int> pairs, ReadOnlySpan<float> userScales, Span<float> scores)
    {
        var kernel = QuantisedKernels.Best;
        Span<int> sums = stackalloc int[PanelWidth];
        Span<float> tail = stackalloc float[PanelWidth];
        for (var panel = 0; panel * PanelWidth < Items; panel++)
        {
            var factors = Panel(panel);
            var first = panel * PanelWidth;
            var itemScales = _scales.AsSpan(first, PanelWidth);
            var width = Math.Min(PanelWidth, Items - first);
            for (var u = 0; u < userScales.Length; u++)
            {
                QuantisedKernels.Sum(kernel, factors, pairs.Slice(u * _pairs, _pairs), sums);
                var row = scores.Slice((u * Items) + first, width);
                if (width == PanelWidth) Scaled(sums, itemScales, userScales[u], row);
                else
                {
                    Scaled(sums, itemScales, userScales[u], tail);
                    tail[..width].CopyTo(row);
                }
            }
        }
    }

    private ReadOnlySpan<short> Panel(int panel) => _panels.AsSpan(panel * _pairs * PanelWidth, _pairs * PanelWidth);

    private static void Scaled(ReadOnlySpan<int> sums, ReadOnlySpan<float> itemScales, float userScale, Span<float> scores)
    {
        for (var i = 0; i < PanelWidth; i += Vector<float>.Count)
            (Vector.ConvertToSingle(new Vector<int>(sums[i..])) * new Vector<float>(itemScales[i..]) * userScale).CopyTo(scores[i..]);
    }

    /// <returns>False where the row has a number that is not finite.</returns>
    private bool Quantise(ReadOnlySpan<float> row, int item)
    {
        var largest = MathF.Abs(TensorPrimitives.MaxMagnitude(row));
        if (!float.IsFinite(largest)) return false;
        var inverse = Largest / largest;
        // So small that its inverse is none: as good as zero.
        if (!float.IsFinite(inverse)) return true;
        _scales[item] = largest / Largest;
        var bytes = MemoryMarshal.AsBytes(_panels.AsSpan((item / PanelWidth * _pairs * PanelWidth) + (item % PanelWidth)));
        for (var d = 0; d < row.Length; d++) bytes[(d / 2 * PanelWidth * 2) + (d % 2)] = (byte)Rounded(row[d] * inverse, Largest);
        return true;
    }

    /// <summary>Two adjacent dimensions go into one number, as the kernels take them.</summary>
    /// <returns>The user's scale.</returns>
    private float Quantise(ReadOnlySpan<float> user, Span<int> pairs)
    {
        pairs.Clear();
        var largest = MathF.Abs(TensorPrimitives.MaxMagnitude(user));
        var inverse = _userLargest / largest;
        if (!float.IsFinite(inverse)) return 0;
        for (var d = 0; d < user.Length; d++) pairs[d / 2] |= (ushort)Rounded(user[d] * inverse, _userLargest) << (d % 2 * 16);
        return largest / _userLargest;
    }

    private static int Rounded(float value, int largest) => Math.Clamp((int)MathF.Round(value), -largest, largest);
}
