using Ecom.Pipeline.Orchestration;

namespace Ecom.CrashProbe;

/// <summary>Writes down every execution of an activity before it starts: name, tab, input. A line is one write, so a kill leaves whole lines.</summary>
public static class ActivityLog
{
    public static string PathIn(string folder) => Path.Combine(folder, "activities.log");

    public static OrchestrationCatalogue Around(OrchestrationCatalogue catalogue, string path)
    {
        var gate = new object();
        var logged = new OrchestrationCatalogue();
        foreach (var orchestration in catalogue.Orchestrations.Values) logged.Add(orchestration);
        foreach (var activity in catalogue.Activities.Values)
        {
            logged.Add(activity with
            {
                RunAsync = (services, input, cancellation) =>
                {
                    lock (gate) File.AppendAllText(path, $"{activity.Name}\t{Messages.Write(input, activity.Name)}\n");
                    return activity.RunAsync(services, input, cancellation);
                },
            });
        }
        return logged;
    }

    /// <summary>Executions by name and input.</summary>
    public static Dictionary<string, int> Read(string path) => !File.Exists(path)
        ? []
        : File.ReadAllLines(path).GroupBy(l => l).ToDictionary(g => g.Key, g => g.Count());
}
