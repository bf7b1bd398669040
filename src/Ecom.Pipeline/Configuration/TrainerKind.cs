namespace Ecom.Pipeline.Configuration;

/// <summary>Where trainer jobs run.</summary>
public enum TrainerKind
{
    /// <summary>A process of its own beside the host.</summary>
    ChildProcess,

    /// <summary>An execution of a job on Azure Container Apps.</summary>
    ContainerAppsJob,
}
