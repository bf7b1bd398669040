using System.Reflection;
using Ecom.Pipeline;
using Ecom.Pipeline.Orchestration;
using EcomFunctions.Activities;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace EcomFunctions.Tests.Activities;

/// <summary>Every activity of a class runs the catalogue's of its name, with the input it was given and the invocation's token, and returns what that returns.</summary>
public abstract class ActivityFunctionsContract<TFunctions>
{
    [Fact]
    public async Task Each_runs_the_activity_of_its_name()
    {
        var functions = typeof(TFunctions).GetMethods().Where(m => m.GetCustomAttribute<FunctionAttribute>() is not null).ToArray();
        Assert.NotEmpty(functions);
        foreach (var function in functions) await RunAsync(function, function.GetCustomAttribute<FunctionAttribute>()!.Name);
    }

    private static async Task RunAsync(MethodInfo function, string name)
    {
        var entry = PipelineCatalogue.Create().Activities[name];
        var (input, output) = (Sample(entry.InputType), Sample(entry.OutputType));
        using var cancel = new CancellationTokenSource();
        object? given = null;
        CancellationToken token = default;
        var catalogue = new OrchestrationCatalogue().Add(entry with
        {
            RunAsync = (_, received, cancellation) =>
            {
                (given, token) = (received, cancellation);
                return Task.FromResult(output);
            },
        });
        var instance = Activator.CreateInstance(typeof(TFunctions), new ActivityInvoker(catalogue, NullLogger<ActivityInvoker>.Instance));
        await using var services = new ServiceCollection().BuildServiceProvider();

        var task = (Task)function.Invoke(instance, [input, Fakes.Invocation(name, services, cancel.Token)])!;
        await task;

        Assert.Same(input, given);
        Assert.Equal(cancel.Token, token);
        Assert.Equal(output, task.GetType().GetProperty("Result")!.GetValue(task));
    }

    // Any value of the type, whole enough to be read.
    private static object? Sample(Type type)
    {
        if (type == typeof(string)) return "default";
        if (type.IsValueType) return Activator.CreateInstance(type);
        if (type.IsInterface) return null;
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType))]);
    }
}
