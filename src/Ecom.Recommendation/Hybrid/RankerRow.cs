namespace Ecom.Recommendation.Hybrid;

/// <summary>One candidate of one user, as ML.NET wants it.</summary>
internal sealed class RankerRow
{
    public uint Group { get; set; }
    public float Label { get; set; }
    public float[] Features { get; set; } = [];
}
