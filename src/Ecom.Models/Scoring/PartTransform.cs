namespace Ecom.Models.Scoring;

/// <summary>How a part's scores are made comparable with another's before they are added.</summary>
public enum PartTransform
{
    /// <summary>Mean 0 and deviation 1 over the items.</summary>
    Standard = 0,

    /// <summary>ln(s/largest), no lower than <see cref="PartScores.Floor"/>: for scores that are not negative.</summary>
    Log = 1,

    /// <summary>s − largest, no lower than <see cref="PartScores.Floor"/>: for logits.</summary>
    Logit = 2,
}
