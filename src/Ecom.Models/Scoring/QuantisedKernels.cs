using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ecom.Models.Scoring;

/// <summary>
/// The inner loops of <see cref="QuantisedFactors"/>: 8-bit values widened to 16 bits, multiplied with the user's pair and added in pairs into 32 bits
/// (<c>vpmaddwd</c> where there is one). A panel is read once, front to back.
/// </summary>
internal static class QuantisedKernels
{
    private const int Width = QuantisedFactors.PanelWidth;

    public static QuantisedKernel Best =>
        Avx512BW.IsSupported ? QuantisedKernel.Avx512 : Avx2.IsSupported ? QuantisedKernel.Avx2 : QuantisedKernel.Portable;

    public static bool IsSupported(QuantisedKernel kernel) => kernel switch
    {
        QuantisedKernel.Avx512 => Avx512BW.IsSupported,
        QuantisedKernel.Avx2 => Avx2.IsSupported,
        _ => true,
    };

    /// <param name="kernel">A supported one.</param>
    /// <param name="panel">[pairs × width], two dimensions in each.</param>
    /// <param name="pairs">[pairs], the user's two dimensions in each.</param>
    /// <param name="sums">[width]; overwritten.</param>
    public static void Sum(QuantisedKernel kernel, ReadOnlySpan<short> panel, ReadOnlySpan<int> pairs, Span<int> sums)
    {
        if (panel.Length != pairs.Length * Width || sums.Length < Width) throw new ArgumentException("Panel, pairs and sums do not fit together.", nameof(panel));
        ref var p = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<short, sbyte>(panel));
        ref var s = ref MemoryMarshal.GetReference(sums);
        if (kernel == QuantisedKernel.Avx512) SumAvx512(ref p, pairs, ref s);
        else if (kernel == QuantisedKernel.Avx2) SumAvx2(ref p, pairs, ref s);
        else SumPortable(ref p, pairs, ref s);
    }

    private static void SumAvx512(ref sbyte panel, ReadOnlySpan<int> pairs, ref int sums)
    {
        Vector512<int> a = default, b = default;
        for (var k = 0; k < pairs.Length; k++)
        {
            var user = Vector512.Create(pairs[k]).AsInt16();
            var at = (nuint)(k * 2 * Width);
            a += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref panel, at)), user);
            b += Avx512BW.MultiplyAddAdjacent(Avx512BW.ConvertToVector512Int16(Vector256.LoadUnsafe(ref panel, at + 32)), user);
        }
        a.StoreUnsafe(ref sums);
        b.StoreUnsafe(ref sums, 16);
    }

    private static void SumAvx2(ref sbyte panel, ReadOnlySpan<int> pairs, ref int sums)
    {
        Vector256<int> a = default, b = default, c = default, d = default;
        for (var k = 0; k < pairs.Length; k++)
        {
            var user = Vector256.Create(pairs[k]).AsInt16();
            var at = (nuint)(k * 2 * Width);
            a += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref panel, at)), user);
            b += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref panel, at + 16)), user);
            c += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref panel, at + 32)), user);
            d += Avx2.MultiplyAddAdjacent(Avx2.ConvertToVector256Int16(Vector128.LoadUnsafe(ref panel, at + 48)), user);
        }
        a.StoreUnsafe(ref sums);
        b.StoreUnsafe(ref sums, 8);
        c.StoreUnsafe(ref sums, 16);
        d.StoreUnsafe(ref sums, 24);
    }

    /// <summary>Eight items at a time; the first dimension of a pair is the low byte of a 16-bit lane, whatever the platform's vectors (all of them little endian).</summary>
    private static void SumPortable(ref sbyte panel, ReadOnlySpan<int> pairs, ref int sums)
    {
        for (nuint part = 0; part < Width; part += 8)
        {
            Vector128<int> low = default, high = default;
            for (var k = 0; k < pairs.Length; k++)
            {
                var both = Vector128.LoadUnsafe(ref panel, ((nuint)k * 2 * Width) + (2 * part)).AsInt16();
                var (firstLow, firstHigh) = Vector128.Widen(Vector128.ShiftRightArithmetic(Vector128.ShiftLeft(both, 8), 8));
                var (secondLow, secondHigh) = Vector128.Widen(Vector128.ShiftRightArithmetic(both, 8));
                int first = (short)pairs[k], second = pairs[k] >> 16;
                low += (firstLow * first) + (secondLow * second);
                high += (firstHigh * first) + (secondHigh * second);
            }
            low.StoreUnsafe(ref sums, part);
            high.StoreUnsafe(ref sums, part + 4);
        }
    }
}
