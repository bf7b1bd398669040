using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Orchestration;

namespace Ecom.Pipeline.Training;

/// <summary>A trainer job's local folder, and what its files say about the process.</summary>
internal sealed class JobFolder(string workFolder, string jobId)
{
    private const int Tail = 4096;
    private const string Running = "running";

    // The link is the process's first act; a process of that id that began at another time is a stranger.
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(5);

    public string Path { get; } = System.IO.Path.Combine(
        System.IO.Path.GetFullPath(workFolder), string.Concat(jobId.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '+' or '.' ? c : '_')));

    public string Name => System.IO.Path.GetFileName(Path);

    public string Job => In("job.json");
    public string Input => In("input");
    public string Served => In("served");
    public string Output => In("output");
    public string Result => System.IO.Path.Combine(Output, TrainerFiles.Result);

    /// <summary>A process has entered this folder, now or earlier.</summary>
    public bool WasStarted => ProcessId is not null;

    /// <summary>What the process wrote last: a fragment of a line still being written does not count.</summary>
    public TrainerProgress? Progress
    {
        get
        {
            foreach (var line in ReadTail("progress.ndjson").Split('\n')[..^1].Reverse())
            {
                try
                {
                    if (JsonSerializer.Deserialize<TrainerProgress>(line, Messages.Json) is { Step: not null } progress) return progress;
                }
                catch (JsonException)
                {
                    // Not a progress line: a library wrote to standard output.
                }
            }
            return null;
        }
    }

    public TrainerStatus Look()
    {
        if (!WasStarted) return new TrainerStatus(TrainerState.Unknown);
        bool alive;
        using (var process = FindProcess()) alive = process is not null;
        // The exit file after the process: one that ended in between has written it.
        if (ExitCode is { } code)
            return code == 0 && File.Exists(Result)
                ? new TrainerStatus(TrainerState.Succeeded, Progress)
                : new TrainerStatus(TrainerState.Failed, Progress, Failure(code));
        return new TrainerStatus(alive ? TrainerState.Running : TrainerState.Unknown, Progress);
    }

    /// <summary>Kills the process and its children, if it runs.</summary>
    public void Kill()
    {
        using var process = FindProcess();
        try
        {
            process?.Kill(entireProcessTree: true);
            process?.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It ended by itself.
        }
    }

    public void Delete()
    {
        if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
    }

    private int? ProcessId =>
        int.TryParse(new FileInfo(In(Running)).LinkTarget, NumberStyles.Integer, CultureInfo.InvariantCulture, out var id) ? id : null;

    private int? ExitCode =>
        int.TryParse(ReadTail("exit").Trim(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var code) ? code : null;

    private string Failure(int code)
    {
        var error = ReadTail("error.log").Trim();
        return (code, error) switch
        {
            // 1 and 2 are the trainer's own, with its reason; others come from the system.
            (1 or 2, { Length: > 0 }) => error,
            (0, _) => "The trainer ended without a result.",
            _ => $"The trainer ended with exit code {code}. {error}".TrimEnd(),
        };
    }

    private Process? FindProcess()
    {
        if (ProcessId is not { } id) return null;
        try
        {
            var process = Process.GetProcessById(id);
            var same = !process.HasExited && (process.StartTime.ToUniversalTime() - new FileInfo(In(Running)).LastWriteTimeUtc).Duration() < StartTolerance;
            if (same) return process;
            process.Dispose();
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            // Gone.
        }
        return null;
    }

    private string ReadTail(string name)
    {
        try
        {
            using var stream = new FileStream(In(name), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Position = Math.Max(0, stream.Length - Tail);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
