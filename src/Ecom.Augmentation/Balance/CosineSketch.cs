using System.Numerics.Tensors;
using Ecom.Domain;

namespace Ecom.Augmentation.Balance;

/// <summary>
/// Cosine similarity of items by common users, from random projections (Achlioptas 2003): each user is a vector of signs, an item the sum over its
/// users divided by the root of their number, so that the dot product of two items estimates their cosine. Costs items × 64 numbers.
/// </summary>
internal sealed class CosineSketch
{
    private const int Size = 64;
    private readonly float[] _vectors;

    public CosineSketch(Interactions interactions, int seed)
    {
        var random = new Random(seed);
        _vectors = new float[(long)interactions.ItemCount * Size];
        var signs = new float[Size];
        for (var u = 0; u < interactions.UserCount; u++)
        {
            var bits = random.NextInt64(long.MinValue, long.MaxValue);
            for (var d = 0; d < Size; d++) signs[d] = (bits >> d & 1) == 0 ? -1 : 1;
            foreach (var item in interactions.Items(u)) TensorPrimitives.Add(Of(item), signs, Of(item));
        }
        var counts = interactions.ItemCounts();
        for (var i = 0; i < counts.Length; i++)
            if (counts[i] > 0) TensorPrimitives.Divide(Of(i), MathF.Sqrt(counts[i] * (float)Size), Of(i));
    }

    /// <summary>The sum of a history's item vectors.</summary>
    public float[] Profile(ReadOnlySpan<int> items)
    {
        var profile = new float[Size];
        foreach (var item in items) TensorPrimitives.Add(profile, Of(item), profile);
        return profile;
    }

    /// <summary>The estimated sum of cosines between an item and the profile's items.</summary>
    public float Score(float[] profile, int item) => TensorPrimitives.Dot(profile, Of(item));

    private Span<float> Of(int item) => _vectors.AsSpan(item * Size, Size);
}
