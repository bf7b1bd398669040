namespace Ecom.Pipeline.Configuration;

/// <summary>Where trainer jobs run; configuration section <see cref="Section"/>.</summary>
public sealed record TrainerOptions
{
    public const string Section = "Ecom:Trainer";

    public TrainerKind Kind { get; init; }

    /// <summary>Resource id of the job, for <see cref="TrainerKind.ContainerAppsJob"/>.</summary>
    public string JobId { get; init; } = "";
}
