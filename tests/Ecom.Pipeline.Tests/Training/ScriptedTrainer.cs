using Ecom.Models.Jobs;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Training;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecom.Pipeline.Tests.Training;

/// <summary>A blob store with a job in it and a shell script in the trainer's place: a real process, without the trainer's weight.</summary>
internal sealed class ScriptedTrainer : IAsyncDisposable
{
    public const string JobId = "run-7-ease-1";
    public const string JobPath = "shop/runs/7/train/ease/1/job.json";
    public const string OutputPrefix = "shop/runs/7/train/ease/1/output";

    private readonly string _root = Directory.CreateTempSubdirectory("ecom-trainer-").FullName;
    private readonly List<ChildProcessTrainer> _hosts = [];

    public ScriptedTrainer(Func<string, string> script)
    {
        Store = new FolderBlobStore(Path.Combine(_root, "store"));
        Script = Path.Combine(_root, "trainer.sh");
        File.WriteAllText(Script, $"""
            #!/bin/sh
            input=$(sed -n 's/.*"input":"\([^"]*\)".*/\1/p' "$2")
            output=$(sed -n 's/.*"output":"\([^"]*\)".*/\1/p' "$2")
            echo run >> {Runs}
            if [ -z "$input" ] || [ -z "$output" ]; then echo 'job.json is torn' >&2; exit 2; fi
            {script(Gate)}
            """);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public FolderBlobStore Store { get; }

    public string Script { get; }

    public string Work => Path.Combine(_root, "work");

    /// <summary>Opening this file lets a waiting script go on.</summary>
    public string Gate => Path.Combine(_root, "gate");

    /// <summary>Shell lines that wait for <see cref="Gate"/>.</summary>
    public static string Waiting(string gate) => $"while [ ! -f {gate} ]; do sleep 0.05; done";

    public int RunCount => File.Exists(Runs) ? File.ReadAllLines(Runs).Length : 0;

    private string Runs => Path.Combine(_root, "runs");

    public async Task StoreJobAsync()
    {
        await Store.WriteAsync("shop/runs/7/data/fold.bin", new MemoryStream("rows"u8.ToArray()));
        await Store.WriteJsonAsync(JobPath, new TrainerJob
        {
            Kind = TrainerJobKind.Search,
            Model = "ease",
            Augment = "none",
            Input = "shop/runs/7/data",
            Output = OutputPrefix,
        });
    }

    /// <summary>A host; a second one stands for the first after a restart.</summary>
    public ChildProcessTrainer Host()
    {
        var options = new ChildProcessOptions { WorkFolder = Work, Trainer = new TrainerProgram(Script, []), Heartbeat = TimeSpan.FromMilliseconds(100) };
        var host = new ChildProcessTrainer(Store, options, TimeProvider.System, NullLogger<ChildProcessTrainer>.Instance);
        _hosts.Add(host);
        return host;
    }

    public static async Task<TrainerStatus> EndAsync(ITrainer trainer)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var status = await trainer.PollAsync(JobId, JobPath, patience.Token);
            if (status.State != TrainerState.Running) return status;
            await Task.Delay(20, patience.Token);
        }
    }

    public async Task<string?> ReadAsync(string name)
    {
        await using var content = await Store.OpenReadAsync($"{OutputPrefix}/{name}");
        if (content is null) return null;
        using var reader = new StreamReader(content.Stream);
        return await reader.ReadToEndAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await File.WriteAllTextAsync(Gate, "");
        foreach (var host in _hosts)
        {
            await host.CancelAsync(JobId, JobPath);
            await host.DisposeAsync();
        }
        Store.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
