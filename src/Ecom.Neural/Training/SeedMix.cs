namespace Ecom.Neural.Training;

/// <summary>Seeds derived from seeds. System.HashCode is randomised per process, so it cannot be used for that.</summary>
public static class SeedMix
{
    /// <summary>A well-spread seed from a seed and a number (SplitMix64, Steele, Lea, Flood 2014).</summary>
    public static int Mix(int seed, int number)
    {
        var z = ((ulong)(uint)seed << 32 | (uint)number) + 0x9E3779B97F4A7C15;
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
        z = (z ^ z >> 27) * 0x94D049BB133111EB;
        return (int)(z ^ z >> 31);
    }
}
