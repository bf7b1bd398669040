using Ecom.Domain;

namespace Ecom.Pipeline.Training;

/// <summary>
/// Finds the trainer beside the host: the environment variable <c>ECOM_TRAINER</c> if set, else a folder <c>trainer</c> of a published
/// host, else the trainer's own build output in the same repository and configuration.
/// </summary>
public static class TrainerLocator
{
    public const string Variable = "ECOM_TRAINER";
    private const string Assembly = "Ecom.Trainer.dll";

    /// <param name="host">The host's folder, <see cref="AppContext.BaseDirectory"/> in production.</param>
    /// <param name="configured">The variable's value, or null.</param>
    /// <exception cref="InputException">There is no trainer; the message says where one was looked for.</exception>
    public static TrainerProgram Find(string host, string? configured)
    {
        if (!string.IsNullOrEmpty(configured))
            return File.Exists(configured) ? Program(configured) : throw new InputException($"{Variable} names '{configured}', which is not there.");
        var folder = new DirectoryInfo(host);
        string[] candidates =
        [
            Path.Combine(folder.FullName, "trainer", Assembly),
            Path.Combine(folder.FullName, "..", "..", "Ecom.Trainer", folder.Name, Assembly),
        ];
        var found = candidates.Select(Path.GetFullPath).FirstOrDefault(File.Exists)
            ?? throw new InputException($"The trainer was not found in {string.Join(" or ", candidates.Select(Path.GetFullPath))}; set {Variable}.");
        return Program(found);
    }

    /// <summary>For the running process.</summary>
    public static TrainerProgram Find() => Find(AppContext.BaseDirectory, Environment.GetEnvironmentVariable(Variable));

    private static TrainerProgram Program(string path)
    {
        if (!path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)) return new TrainerProgram(path, []);
        var self = Environment.ProcessPath;
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } hostPath ? hostPath
            : self is not null && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self
            : "dotnet";
        return new TrainerProgram(dotnet, ["exec", path]);
    }
}
