using TorchSharp;

namespace Ecom.Neural.Runtime;

/// <summary>
/// Numbers as torch takes them. A <see cref="Scalar"/> frees its native value when it is collected, and TorchSharp 0.107 keeps no reference to it during the native call that reads it, so that one which
/// is made in passing (<c>tensor * 0.5</c>) may be gone by then: a wrong number or an error, now and then. Here the last ones of each thread are kept until their calls are over.
/// </summary>
public static class Scalars
{
    // A call takes three at most.
    private const int Kept = 64;

    [ThreadStatic]
    private static Scalar[]? recent;

    [ThreadStatic]
    private static int next;

    /// <summary>The number as a 64-bit float, for the calls made by this thread at once; not to be stored.</summary>
    public static Scalar Of(double value) => Keep(value.ToScalar());

    /// <summary>The number as a 64-bit integer, for the calls made by this thread at once; not to be stored.</summary>
    public static Scalar Of(long value) => Keep(value.ToScalar());

    private static Scalar Keep(Scalar scalar)
    {
        var kept = recent ??= new Scalar[Kept];
        kept[next] = scalar;
        next = (next + 1) % Kept;
        return scalar;
    }
}
