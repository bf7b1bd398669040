namespace Ecom.Evaluation.Ranking;

/// <summary>Which slice of users a user belongs to.</summary>
public enum UserSlice : byte
{
    /// <summary>No history.</summary>
    Cold = 0,

    /// <summary>A short history.</summary>
    Light = 1,

    /// <summary>A longer one.</summary>
    Heavy = 2,
}
