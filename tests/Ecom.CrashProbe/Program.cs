using Ecom.CrashProbe;

// Usage: Ecom.CrashProbe <folder>. Runs the scenario, or resumes it, and prints its output; ECOM_CRASH_AT kills it on the way.
var state = await CrashScenario.RunAsync(args[0]);
Console.WriteLine(state.Output);
return state.Error is null ? 0 : 1;
