namespace Ecom.Recommendation.Hybrid;

/// <summary>One candidate of one group (a user, a query), as ML.NET wants it.</summary>
public sealed class RankerRow
{
    /// <summary>Candidates of one group are ordered among each other.</summary>
    public uint Group { get; set; }

    /// <summary>Grade, an index into the gains.</summary>
    public float Label { get; set; }

    public float[] Features { get; set; } = [];
}
