namespace Ecom.Pipeline.Orchestrations;

/// <summary>Names the orchestrations are registered under, on every engine.</summary>
public static class OrchestrationNames
{
    public const string Ingest = "Ingest";
    public const string Refresh = "Refresh";
    public const string Train = "Train";
    public const string Monitor = "Monitor";
}
