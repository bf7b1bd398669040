namespace Ecom.Models.Scoring;

/// <summary>How a factor model makes a user's vector from a history.</summary>
public enum FoldIn
{
    /// <summary>The weighted sum of the history items' input factors (PureSVD, FISM).</summary>
    Sum = 0,

    /// <summary>The ridge solution against the item factors (iALS, BPR-MF).</summary>
    Ridge = 1,
}
