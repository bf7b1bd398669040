namespace Ecom.Pipeline.Orchestrations;

/// <summary>External events a refresh listens to.</summary>
public static class RefreshEvents
{
    /// <summary>Payload: the reason, a string.</summary>
    public const string Cancel = "Cancel";
}
