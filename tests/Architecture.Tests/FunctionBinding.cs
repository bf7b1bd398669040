using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Architecture.Tests;

/// <summary>A function of the Functions app as its source declares it.</summary>
/// <param name="Name">The name it is registered under.</param>
/// <param name="Trigger">The trigger attribute's name, without <c>Attribute</c>.</param>
/// <param name="Arguments">The trigger attribute's arguments as source text, named ones as <c>Name=value</c>.</param>
/// <param name="Method">The method.</param>
internal sealed record FunctionBinding(string Name, string Trigger, IReadOnlyList<string> Arguments, MethodDeclarationSyntax Method)
{
    public string? Named(string argument) =>
        Arguments.FirstOrDefault(a => a.StartsWith(argument + "=", StringComparison.Ordinal))?[(argument.Length + 1)..].Trim('"');

    public override string ToString() => Name;
}
