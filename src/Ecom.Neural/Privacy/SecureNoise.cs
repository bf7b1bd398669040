using System.Buffers.Binary;
using System.Security.Cryptography;
using TorchSharp;

namespace Ecom.Neural.Privacy;

/// <summary>
/// Randomness that differential privacy rests on, from the system's secure generator: it has no seed, and nothing of it is kept. Whoever could repeat it could take the
/// noise away again.
/// </summary>
public sealed class SecureNoise
{
    private const int Block = 1 << 15;

    /// <summary>Normal draws that are summed for one: the sum hides the low bits that give single floating-point draws away (Mironov 2012; Holohan, Braghin 2021).</summary>
    private const int Summed = 4;

    private readonly byte[] _bytes = new byte[Block];
    private int _used = Block;

    /// <summary>Uniform on (0, 1], 53 bits.</summary>
    public double Uniform()
    {
        if (_used == Block)
        {
            RandomNumberGenerator.Fill(_bytes);
            _used = 0;
        }
        var bits = BinaryPrimitives.ReadUInt64LittleEndian(_bytes.AsSpan(_used));
        _bytes.AsSpan(_used, sizeof(ulong)).Clear();
        _used += sizeof(ulong);
        return ((bits >> 11) + 1) * (1.0 / (1UL << 53));
    }

    /// <summary>Standard normal.</summary>
    public double Normal()
    {
        var sum = 0.0;
        for (var pair = 0; pair < Summed / 2; pair++)
        {
            // Both halves of a Box-Muller pair: √(−2 ln u) (cos 2πv + sin 2πv).
            var (sin, cos) = Math.SinCos(2 * Math.PI * Uniform());
            sum += Math.Sqrt(-2 * Math.Log(Uniform())) * (sin + cos);
        }
        return sum / Math.Sqrt(Summed);
    }

    /// <summary>Independent standard normals.</summary>
    public torch.Tensor Normals(ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape) count *= size;
        var values = new float[count];
        for (var v = 0; v < values.Length; v++) values[v] = (float)Normal();
        return torch.tensor(values, shape);
    }

    /// <summary>Poisson sampling: each of the numbers below <paramref name="count"/> with the same chance, whatever happens to the others.</summary>
    public int[] Sample(int count, double rate)
    {
        var drawn = new List<int>((int)(count * rate * 1.2) + 8);
        for (var i = 0; i < count; i++)
            if (Uniform() <= rate) drawn.Add(i);
        return [.. drawn];
    }
}
