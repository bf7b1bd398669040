namespace Ecom.Pipeline.Activities;

/// <summary>Names of a run's trainer jobs.</summary>
internal static class JobNames
{
    public const string Champion = "champion";
    public const string Carried = "carried";
    public const string Served = "served";
    public const string Refit = "refit";

    public static string Candidate(string model, string augment) => augment == "none" ? model : $"{model}+{augment}";
}
