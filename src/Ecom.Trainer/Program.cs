using System.Runtime.InteropServices;
using System.Text.Json;
using Ecom.Augmentation;
using Ecom.Domain;
using Ecom.Models;
using Ecom.Models.Jobs;
using Ecom.Models.Storage;
using Ecom.Recommendation;
using Ecom.Trainer.Jobs;

// Usage: Ecom.Trainer --job job.json | --list. Exit codes: 0 done, 1 failed or cancelled, 2 the job or its input was wrong.
if (args is ["--list"])
{
    Console.WriteLine(JsonSerializer.Serialize(
        new TrainerCatalogue([.. RecommenderFamilies.All.Select(f => f.Name)], [.. Augmenters.All.Select(a => a.Name)]), Json.Line));
    return 0;
}
if (args is not ["--job", var path])
{
    Console.Error.WriteLine("Usage: Ecom.Trainer --job <job.json> | --list");
    return 2;
}

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
try
{
    JobRunner.Run(AtomicFile.ReadJson<TrainerJob>(path), Console.Out, TimeProvider.System, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("The job was cancelled.");
    return 1;
}
catch (InputException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (Exception e)
{
    Console.Error.WriteLine(e);
    return 1;
}
