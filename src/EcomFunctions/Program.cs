using EcomFunctions.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddEcomFunctions(builder.Configuration).AddEcomTelemetry(builder.Configuration);
await builder.Build().RunAsync();
