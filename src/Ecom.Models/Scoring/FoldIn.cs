namespace Ecom.Models.Scoring;

/// <summary>How a factor model makes a user's vector from a history.</summary>
public enum FoldIn
{
    /// <summary>The weighted sum of the history items' input factors (PureSVD, FISM).</summary>
    Sum = 0,

    /// <summary>The ridge solution against the item factors (iALS).</summary>
    Ridge = 1,

    /// <summary>Gradient steps towards the pairwise order of history items above others (BPR-MF).</summary>
    Pairwise = 2,
}
