using System.Diagnostics;

namespace Ecom.Pipeline.Training;

/// <summary>
/// The command line of a trainer process, inside a shell that writes its output to files and its exit code last: what a host that was restarted, or a
/// process that was shot, would not tell. The shell's first act is a link named <c>running</c> to its process id; a second shell finds the name taken
/// and leaves, so a job cannot run twice however often it is started.
/// </summary>
internal static class TrainerCommand
{
    // The shell lets go of the host's streams: who reads them must not wait for a process that outlives the host.
    private const string Script = """
        exec </dev/null >/dev/null 2>&1
        ln -s $$ running || exit 0
        "$@" > progress.ndjson 2> error.log
        echo $? > exit.part
        mv exit.part exit
        """;

    public static Process Start(TrainerProgram trainer, JobFolder folder)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException("The trainer as a child process needs a POSIX shell; on Windows, run in WSL or a container.");
        var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = folder.Path, UseShellExecute = false };
        foreach (var argument in (string[])["-c", Script, "ecom-trainer"]) start.ArgumentList.Add(argument);
        foreach (var argument in trainer.Arguments.Prepend(trainer.FileName)) start.ArgumentList.Add(argument);
        start.ArgumentList.Add("--job");
        start.ArgumentList.Add(folder.Job);
        return Process.Start(start) ?? throw new InvalidOperationException("The trainer process did not start.");
    }
}
