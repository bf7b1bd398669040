using System.Diagnostics;
using Ecom.Models.Jobs;
using Ecom.Pipeline.Storage;
using Ecom.Pipeline.Training;
using static Ecom.Pipeline.Tests.Training.ScriptedTrainer;

namespace Ecom.Pipeline.Tests.Training;

public sealed class ChildProcessTrainerTests
{
    private const string Fit = """
        echo '{"step":"fit","fraction":0.5}'
        mkdir -p "$output/model"; cat "$input/fold.bin" > "$output/model/weights.bin"
        echo '{}' > "$output/result.json"
        """;

    [SkippableFact]
    public async Task Output_of_a_job_that_succeeded_is_in_the_store()
    {
        await using var scene = await SceneAsync(Fit);
        var trainer = scene.Host();
        await trainer.StartAsync(JobId, JobPath);
        var status = await EndAsync(trainer);
        Assert.Equal(TrainerState.Succeeded, status.State);
        Assert.Equal(0.5, status.Progress!.Fraction);
        Assert.Equal("rows", await scene.ReadAsync("model/weights.bin"));
        Assert.NotNull(await scene.ReadAsync("result.json"));
        Assert.False(Directory.Exists(Path.Combine(scene.Work, JobId)));
    }

    [SkippableFact]
    public async Task Started_again_it_runs_once()
    {
        await using var scene = await SceneAsync(Fit);
        var trainer = scene.Host();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => trainer.StartAsync(JobId, JobPath)));
        await scene.Host().StartAsync(JobId, JobPath);
        await EndAsync(trainer);
        await trainer.StartAsync(JobId, JobPath);
        Assert.Equal(TrainerState.Succeeded, (await trainer.PollAsync(JobId, JobPath)).State);
        Assert.Equal(1, scene.RunCount);
    }

    [SkippableFact]
    public async Task Job_many_hosts_start_at_once_runs_once_and_its_file_stays_whole()
    {
        await using var scene = await SceneAsync(
            "for i in $(seq 100); do grep -q output \"$2\" || { echo 'job.json was torn' >&2; exit 2; }; done\n" + Fit);
        var hosts = Enumerable.Range(0, 8).Select(_ => scene.Host()).ToArray();
        await Task.WhenAll(hosts.SelectMany(host => Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.StartAsync(JobId, JobPath)))));
        var status = await EndAsync(hosts[0]);
        Assert.True(status.State == TrainerState.Succeeded, status.Error);
        Assert.Equal(1, scene.RunCount);
    }

    [SkippableFact]
    public async Task Running_job_shows_progress_and_is_found_again_after_a_restart()
    {
        await using var scene = await SceneAsync(gate => $"echo '{{\"step\":\"fit\",\"fraction\":0.25}}'\n{Waiting(gate)}\n{Fit}");
        var before = scene.Host();
        await before.StartAsync(JobId, JobPath);
        while ((await before.PollAsync(JobId, JobPath)).Progress?.Fraction != 0.25) await Task.Delay(10);
        await before.DisposeAsync();

        var after = scene.Host();
        var running = await after.PollAsync(JobId, JobPath);
        Assert.Equal(TrainerState.Running, running.State);
        Assert.Equal(0.25, running.Progress!.Fraction);
        await File.WriteAllTextAsync(scene.Gate, "");
        Assert.Equal(TrainerState.Succeeded, (await EndAsync(after)).State);
        Assert.Equal(1, scene.RunCount);
    }

    [SkippableFact]
    public async Task Failure_tells_the_end_of_the_error_output()
    {
        await using var scene = await SceneAsync("echo 'fold.bin is torn' >&2; exit 2");
        var trainer = scene.Host();
        await trainer.StartAsync(JobId, JobPath);
        var status = await EndAsync(trainer);
        Assert.Equal(TrainerState.Failed, status.State);
        Assert.Equal("fold.bin is torn", status.Error);
        Assert.Equal(status, await scene.Host().PollAsync(JobId, JobPath));
    }

    [SkippableFact]
    public async Task Process_that_ends_well_without_a_result_failed()
    {
        await using var scene = await SceneAsync("exit 0");
        var trainer = scene.Host();
        await trainer.StartAsync(JobId, JobPath);
        Assert.Equal(TrainerState.Failed, (await EndAsync(trainer)).State);
        Assert.Null(await scene.ReadAsync("result.json"));
    }

    [SkippableFact]
    public async Task Crash_of_the_trainer_is_a_failure_with_its_code()
    {
        await using var scene = await SceneAsync("kill -9 $$");
        var trainer = scene.Host();
        await trainer.StartAsync(JobId, JobPath);
        var status = await EndAsync(trainer);
        Assert.Equal(TrainerState.Failed, status.State);
        Assert.Contains("137", status.Error);
    }

    [SkippableFact]
    public async Task Process_shot_with_its_shell_is_lost_and_says_so()
    {
        await using var scene = await SceneAsync(gate => Waiting(gate));
        var trainer = scene.Host();
        await trainer.StartAsync(JobId, JobPath);
        var link = Directory.EnumerateFileSystemEntries(Path.Combine(scene.Work, JobId), "running").Single();
        using (var process = Process.GetProcessById(int.Parse(new FileInfo(link).LinkTarget!)))
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        Assert.Equal(TrainerState.Unknown, (await EndAsync(trainer)).State);
    }

    [SkippableFact]
    public async Task Cancelled_job_is_killed_with_its_children()
    {
        await using var scene = await SceneAsync(gate => $"sleep 600 &\necho $! > {gate}.child\n{Waiting(gate)}");
        var trainer = scene.Host();
        await trainer.StartAsync(JobId, JobPath);
        while (!File.Exists(scene.Gate + ".child") || (await File.ReadAllTextAsync(scene.Gate + ".child")).Length == 0) await Task.Delay(10);
        var child = int.Parse(await File.ReadAllTextAsync(scene.Gate + ".child"));
        await trainer.CancelAsync(JobId, JobPath);
        var status = await trainer.PollAsync(JobId, JobPath);
        Assert.Equal(TrainerState.Failed, status.State);
        Assert.Contains("cancelled", status.Error);
        Assert.False(IsRunning(child));
        await trainer.CancelAsync(JobId, JobPath);
    }

    [SkippableFact]
    public async Task Job_without_inputs_does_not_start()
    {
        await using var scene = await SceneAsync(Fit);
        await scene.Store.DeleteAsync("shop/runs/7/data/fold.bin");
        var error = await Assert.ThrowsAsync<FileNotFoundException>(() => scene.Host().StartAsync(JobId, JobPath));
        Assert.Contains("shop/runs/7/data", error.Message);
        Assert.Equal(0, scene.RunCount);
    }

    [SkippableFact]
    public async Task Start_that_failed_half_way_can_be_repeated()
    {
        await using var scene = await SceneAsync(Fit);
        await Assert.ThrowsAnyAsync<Exception>(() => scene.Host().StartAsync(JobId, "shop/runs/7/train/ease/9/job.json"));
        var trainer = scene.Host();
        await trainer.StartAsync(JobId, JobPath);
        Assert.Equal(TrainerState.Succeeded, (await EndAsync(trainer)).State);
    }

    [SkippableFact]
    public async Task Job_of_another_machine_is_lost_when_it_falls_silent()
    {
        await using var scene = await SceneAsync(Fit);
        async Task<TrainerStatus> SeenAsync(TimeSpan ago)
        {
            await scene.Store.WriteJsonAsync("shop/runs/7/train/ease/1/trainer.json", new TrainerRecord(
                "elsewhere", new TrainerStatus(TrainerState.Running, new TrainerProgress("fit", 0.7)), DateTimeOffset.UtcNow - ago));
            return await scene.Host().PollAsync(JobId, JobPath);
        }
        Assert.Equal(TrainerState.Running, (await SeenAsync(TimeSpan.FromSeconds(3))).State);
        Assert.Equal(TrainerState.Unknown, (await SeenAsync(TimeSpan.FromMinutes(3))).State);
        await scene.Host().StartAsync(JobId, JobPath);
        Assert.Equal(0, scene.RunCount);
    }

    [SkippableFact]
    public async Task Job_nobody_started_is_unknown()
    {
        await using var scene = await SceneAsync(Fit);
        Assert.Equal(TrainerState.Unknown, (await scene.Host().PollAsync(JobId, JobPath)).State);
        await scene.Host().CancelAsync(JobId, JobPath);
    }

    private static Task<ScriptedTrainer> SceneAsync(string script) => SceneAsync(_ => script);

    private static async Task<ScriptedTrainer> SceneAsync(Func<string, string> script)
    {
        Skip.If(OperatingSystem.IsWindows(), "the child process trainer needs a POSIX shell");
        var scene = new ScriptedTrainer(script);
        await scene.StoreJobAsync();
        return scene;
    }

    private static bool IsRunning(int id)
    {
        // A dead process nobody waited for yet still has an entry.
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !File.ReadAllText($"/proc/{id}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
