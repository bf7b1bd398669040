using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Ecom.Models.Storage;

/// <summary>Asks the processor for memory ahead of its use; does nothing where it takes no such hints.</summary>
internal static class CacheLines
{
    private const int Bytes = 64;

    /// <summary>A longer array is read in order, which the processor sees by itself.</summary>
    private const int Most = 16;

    public static unsafe void Prefetch<T>(ReadOnlySpan<T> values) where T : unmanaged
    {
        if (!Sse.IsSupported || values.IsEmpty) return;
        ref var first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(values));
        var bytes = Math.Min(values.Length * sizeof(T), Most * Bytes);
        // A hint reads nothing: an address that has moved by then does no harm.
        for (var at = 0; at < bytes; at += Bytes) Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref first, at)));
    }
}
