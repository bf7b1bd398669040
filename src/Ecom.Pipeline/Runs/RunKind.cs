namespace Ecom.Pipeline.Runs;

/// <summary>What a refresh does.</summary>
public enum RunKind
{
    /// <summary>The champion's recipe on new data; a challenge where there is no champion yet.</summary>
    Refresh,

    /// <summary>Every configured recipe against the champion's.</summary>
    Challenge,
}
